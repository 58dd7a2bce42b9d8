/** A new event: what is still wrong with it, and the order of its questions. */
import { describe, expect, it } from 'vitest';
import {
  clockNotes,
  type EventWords,
  emptyEvent,
  faultsIn,
  firstChoice,
  moved,
  timesFault,
  toChoices,
  toInstants,
  withOwn,
} from './event-form';

const good: EventWords = {
  organiser: 'Olga',
  name: 'Small Repairs',
  zone: 'Europe/Lisbon',
  start: '2026-11-12T18:00',
  end: '2026-11-12T22:00',
  prompts: [{ key: 'detour', text: 'Which detour turned out to be the road?' }],
  own: '',
};
const before = Date.parse('2026-11-01T12:00:00Z');

describe('faultsIn', () => {
  it('finds nothing in a good event', () => {
    expect(faultsIn(good, true, before)).toEqual({});
  });

  it.each([
    [{ name: '   ' }, 'name'],
    [{ name: 'x'.repeat(81) }, 'name'],
    [{ organiser: '' }, 'organiser'],
    [{ end: '2026-11-12T17:00' }, 'end'],
    [{ end: '2026-12-24T17:00' }, 'end'],
    [{ start: '' }, 'end'],
    [{ prompts: [] }, 'prompts'],
    [{ own: 'x'.repeat(121) }, 'own'],
  ] as const)('%o', (change, field) => {
    expect(Object.keys(faultsIn({ ...good, ...change }, true, before))).toEqual([field]);
  });

  it('takes no event that is over already', () => {
    const end = Date.parse('2026-11-12T22:00:00Z');
    expect(faultsIn(good, true, end - 1)).toEqual({});
    expect(faultsIn(good, true, end)).toEqual({ end: 'That is over already. Please choose a later end.' });
  });

  it('counts a typed question as chosen', () => {
    expect(faultsIn({ ...good, prompts: [], own: 'Why?' }, true, before)).toEqual({});
  });

  it('says why a typed question cannot be added to a full list', () => {
    const prompts = Array.from({ length: 12 }, (_, index) => ({ key: null, text: `${index}?` }));
    const full = { own: '12 questions are the most an event can have.' };
    expect(faultsIn({ ...good, prompts, own: 'Why?' }, true, before)).toEqual(full);
    expect(faultsIn({ ...good, prompts, own: ' 3? ' }, true, before)).toEqual({});
  });

  it('asks nobody for a name twice', () => {
    expect(faultsIn({ ...good, organiser: '' }, false, before)).toEqual({});
  });
});

describe('a question that is typed and not added', () => {
  it('comes after those that are chosen, without blank edges', () => {
    expect(withOwn({ ...good, own: ' Why? ' })).toEqual([...good.prompts, { key: null, text: 'Why?' }]);
  });

  it('is not asked twice, and nothing is no question', () => {
    expect(withOwn({ ...good, own: 'Which detour turned out to be the road?' })).toBe(good.prompts);
    expect(withOwn({ ...good, own: '  ' })).toBe(good.prompts);
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

describe('an event through the night when clocks change', () => {
  const night = (zone: string, start: string, end: string): readonly string[] =>
    clockNotes({ zone, start, end });

  it.each([
    ['Europe/Lisbon', '2027-03-27T22:00', '2027-03-28T06:00', 7],
    ['Europe/Lisbon', '2026-10-24T22:00', '2026-10-25T06:00', 9],
    ['America/New_York', '2027-03-13T22:00', '2027-03-14T06:00', 7],
    ['America/New_York', '2026-10-31T22:00', '2026-11-01T06:00', 9],
  ])('in %s from %s lasts what it really lasts', (zone, start, end, hours) => {
    const { startsAt, endsAt } = toInstants({ zone, start, end });
    expect((Date.parse(endsAt) - Date.parse(startsAt)) / 3_600_000).toBe(hours);
    expect(night(zone, start, end)).toEqual([`The clocks change meanwhile: it lasts ${hours} hours.`]);
  });

  it('says which time is used', () => {
    expect(night('America/New_York', '2027-03-14T02:30', '2027-03-14T08:00')[0]).toBe(
      'Clocks go forward that night, so 02:30 does not exist: 03:30 is used.',
    );
    expect(night('Europe/Lisbon', '2026-10-24T22:00', '2026-10-25T01:30')).toEqual([
      'Clocks go back that night, so 01:30 comes twice: the first one is used.',
    ]);
  });

  it('says nothing on other nights', () => {
    expect(night('Europe/Lisbon', '2026-11-12T22:00', '2026-11-13T06:00')).toEqual([]);
    expect(night('Europe/Lisbon', '', '2026-11-13T06:00')).toEqual([]);
  });

  it('that would end before it starts is seen to', () => {
    const words = { zone: 'Europe/Lisbon', start: '2027-03-28T01:30', end: '2027-03-28T02:15' };
    expect(timesFault(words)).not.toBeNull();
  });
});

it('a question that the event knows is sent by its index', () => {
  const known = [{ index: 4, text: 'Why?', retired: true }];
  const chosen = [
    { key: null, text: ' Why? ' },
    { key: 'detour', text: 'Which detour turned out to be the road?' },
  ];
  expect(toChoices(chosen, known)).toEqual([
    { index: 4 },
    { text: 'Which detour turned out to be the road?' },
  ]);
});
