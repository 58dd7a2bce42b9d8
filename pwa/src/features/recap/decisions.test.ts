/** Ten seconds to think again, whatever the clock does meanwhile. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ModelServer } from '../../testing/model-server';
import { codeOf, joinAs, openTab, putPhone, type Tab } from '../../testing/phone';

let tab: Tab;
let bo: string;
let commands: typeof import('../../commands/follow-up');

beforeEach(async () => {
  vi.useFakeTimers({
    now: Date.parse('2026-11-22T10:00:00Z'),
    toFake: ['Date', 'setTimeout', 'clearTimeout'],
  });
  putPhone(new ModelServer());
  tab = await openTab();
  commands = await import('../../commands/follow-up');
  const { watchDecisions } = await import('./decisions');
  watchDecisions();
  await joinAs(tab, 'Ada');
  const scanned = await tab.recordScan(await codeOf('Bo'));
  bo = scanned.outcome === 'met' ? scanned.encounterId : '';
  await commands.decideSoon(bo, { followUpId: null, text: 'Hi Bo', baseText: null }, 'sent', 'email');
});

afterEach(() => {
  tab.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const states = () => tab.signals.followUps.value.map((one) => one.state);

test('nothing is carried out while it can be undone', async () => {
  await vi.advanceTimersByTimeAsync(commands.UNDO_DECISION_MS - 1);
  expect(states()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  await vi.waitFor(() => expect(states()).toEqual(['sent']));
});

test.each([-3_600_000, 3_600_000])('a clock set by %i ms in between does not hold it up', async (by) => {
  tab.signals.clockOffsetMs.value += by;
  await vi.advanceTimersByTimeAsync(commands.UNDO_DECISION_MS);
  await vi.waitFor(() => expect(states()).toEqual(['sent']));
});
