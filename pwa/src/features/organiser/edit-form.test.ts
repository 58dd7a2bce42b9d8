/** Changing an event: only what changed is sent, and times on the wall stay on the wall. */
import { describe, expect, it } from 'vitest';
import type { KithEvent } from '../../db/types';
import { PREVIEW } from '../../testing/phone';
import { changesIn, faultsInEdit, wordsOf } from './edit-form';

function event(changes: Partial<KithEvent> = {}): KithEvent {
  return {
    ...PREVIEW,
    zone: 'Europe/Lisbon',
    starts_at: '2026-11-22T18:00:30.000Z',
    ends_at: '2026-11-22T22:00:00.000Z',
    role: 'owner',
    join_code: 'AB3DEF9H',
    joined: 0,
    ...changes,
  };
}

describe('changesIn', () => {
  it('finds none where none are', () => {
    expect(changesIn(wordsOf(event()), event())).toEqual({});
  });

  it('sends what was touched, and no second that the field cannot show', () => {
    const words = { ...wordsOf(event()), name: 'Mending night', end: '2026-11-22T23:00' };
    expect(changesIn(words, event())).toEqual({
      name: 'Mending night',
      ends_at: '2026-11-22T23:00:00.000Z',
    });
  });

  it('keeps the times on the wall when the zone changes', () => {
    expect(changesIn({ ...wordsOf(event()), zone: 'America/New_York' }, event())).toEqual({
      zone: 'America/New_York',
      starts_at: '2026-11-22T23:00:00.000Z',
      ends_at: '2026-11-23T03:00:00.000Z',
    });
  });

  it('does not touch an end that comes twice, unless its author does', () => {
    const second = event({
      starts_at: '2026-10-24T22:00:00.000Z',
      ends_at: '2026-10-25T01:30:00.000Z',
    });
    const words = wordsOf(second);
    expect(words.end).toBe('2026-10-25T01:30');
    expect(changesIn({ ...words, name: 'Night' }, second)).toEqual({ name: 'Night' });
  });

  it('takes the limits of joining away', () => {
    const limited = event({
      join_opens_at: '2026-11-22T17:00:00.000Z',
      join_closes_at: '2026-11-22T20:00:00.000Z',
    });
    const words = { ...wordsOf(limited), joinFrom: '', joinUntil: '2026-11-22T21:00' };
    expect(changesIn(words, limited)).toEqual({
      join_opens_at: null,
      join_closes_at: '2026-11-22T21:00:00.000Z',
    });
  });
});

describe('faultsInEdit', () => {
  it.each([
    [{}, []],
    [{ name: ' ' }, ['name']],
    [{ end: '2026-11-22T17:00' }, ['end']],
    [{ start: '' }, ['end']],
    [{ joinFrom: '2026-11-22T19:00', joinUntil: '2026-11-22T18:00' }, ['joinUntil']],
    [{ joinFrom: '2026-11-22T22:00' }, ['joinUntil']],
    [{ joinUntil: '2026-11-21T18:00' }, ['joinUntil']],
    [{ joinFrom: '2026-11-22T17:00', joinUntil: '2026-11-22T18:00' }, []],
  ] as const)('%o', (change, fields) => {
    expect(Object.keys(faultsInEdit({ ...wordsOf(event()), ...change }))).toEqual(fields);
  });
});
