/** The server's time, however wrong this phone's own clock is. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const NOW = Date.parse('2026-11-24T18:00:00Z');
const YEARS = 10 * 365 * 86_400_000;

/** As after a reload: the module begins anew, what was kept stays. */
async function load() {
  vi.resetModules();
  return import('./server-clock');
}

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});

afterEach(() => vi.unstubAllGlobals());

test.each([YEARS, -YEARS])(
  'an answer corrects a clock that is %d ms off, also after a reload',
  async (off) => {
    const clock = await load();
    const told = vi.fn();
    clock.onClockOffset(told);
    clock.hearServerTime(NOW, 200, NOW + off + 100);
    expect(clock.clockOffset()).toBe(-off);
    expect(told).toHaveBeenCalledExactlyOnceWith(-off);
    expect((await load()).clockOffset()).toBe(-off);
  },
);

test('what the network took moves nothing', async () => {
  const clock = await load();
  clock.hearServerTime(NOW, 6_000, NOW + 4_000);
  clock.hearServerTime(NOW, 100, NOW + 1_400);
  clock.hearServerTime(Number.NaN, 100, NOW);
  expect(clock.clockOffset()).toBe(0);
});

test('a clock that was set is noticed once', async () => {
  const { watchForJumps } = await load();
  const jumped = vi.fn();
  const look = watchForJumps(jumped);
  look();
  expect(jumped).not.toHaveBeenCalled();
  const real = Date.now;
  vi.stubGlobal(
    'Date',
    Object.assign(() => '', Date, { now: () => real() + YEARS }),
  );
  look();
  look();
  expect(jumped).toHaveBeenCalledTimes(1);
});
