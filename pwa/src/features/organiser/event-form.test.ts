/** A new event: what is still wrong with it, and the order of its questions. */
import { describe, expect, it } from 'vitest';
import { type EventWords, emptyEvent, faultsIn, firstChoice, moved, toInstants } from './event-form';

const good: EventWords = {
  organiser: 'Olga',
  name: 'Small Repairs',
  zone: 'Europe/Lisbon',
  start: '2026-11-12T18:00',
  end: '2026-11-12T22:00',
  prompts: [{ key: 'detour', text: 'Which detour turned out to be the road?' }],
};

describe('faultsIn', () => {
  it('finds nothing in a good event', () => {
    expect(faultsIn(good, true)).toEqual({});
  });

  it.each([
    [{ name: '   ' }, 'name'],
    [{ name: 'x'.repeat(81) }, 'name'],
    [{ organiser: '' }, 'organiser'],
    [{ end: '2026-11-12T17:00' }, 'end'],
    [{ end: '2026-12-24T17:00' }, 'end'],
    [{ start: '' }, 'end'],
    [{ prompts: [] }, 'prompts'],
  ] as const)('%o', (change, field) => {
    expect(Object.keys(faultsIn({ ...good, ...change }, true))).toEqual([field]);
  });

  it('asks nobody for a name twice', () => {
    expect(faultsIn({ ...good, organiser: '' }, false)).toEqual({});
  });
});

describe('an event being prepared', () => {
  it('starts tomorrow evening and lasts four hours', () => {
    const { start, end } = emptyEvent('', Date.parse('2026-11-12T12:00:00Z'));
    expect(start).toMatch(/^2026-11-1[34]T18:00$/);
    expect(end.slice(11)).toBe('22:00');
  });

  it('keeps its times in its own zone', () => {
    expect(toInstants(good)).toEqual({
      startsAt: '2026-11-12T18:00:00.000Z',
      endsAt: '2026-11-12T22:00:00.000Z',
    });
  });

  it('begins with one question of each mood', () => {
    const deck = [
      { key: 'a', mood: 'curious', text: 'A?' },
      { key: 'b', mood: 'curious', text: 'B?' },
      { key: 'c', mood: 'play', text: 'C?' },
    ];
    expect(firstChoice(deck).map((prompt) => prompt.key)).toEqual(['a', 'c']);
  });

  it('moves a question up and down, never off the list', () => {
    const list = ['a', 'b', 'c'].map((key) => ({ key, text: key }));
    const order = (prompts: readonly { key: string | null }[]): string =>
      prompts.map((one) => one.key).join('');
    expect(order(moved(list, 1, -1))).toBe('bac');
    expect(order(moved(list, 1, 1))).toBe('acb');
    expect(order(moved(list, 0, -1))).toBe('abc');
    expect(order(moved(list, 2, 1))).toBe('abc');
  });
});
