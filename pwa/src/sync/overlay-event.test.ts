/** What an organiser's screen shows of an event before the server has heard of it. */
import { describe, expect, it } from 'vitest';
import type { Json, Op, OpKind } from '../db/schema';
import type { KithEvent } from '../db/types';
import { PREVIEW } from '../testing/phone';
import { overlaidEvent } from './overlay-event';

const EVENT: KithEvent = { ...PREVIEW, role: 'owner', join_code: 'AB3DEF9H', joined: 3 };
const AT = '2026-11-22T12:00:00.000Z';

function op(kind: OpKind, body: { readonly [key: string]: Json } = {}): Op {
  return { op_id: 'x', kind, event_id: EVENT.id, entity_id: EVENT.id, base: null, at: AT, body };
}

const shown = (...ops: Op[]): KithEvent | null => overlaidEvent(EVENT, ops, false);

it('moves the window with the times, never before codes count', () => {
  const later = shown(
    op('event.change', { starts_at: '2026-11-25T09:00:00.000Z', ends_at: '2026-11-25T18:00:00.000Z' }),
  );
  expect([later?.opens_at, later?.closes_at]).toEqual([
    '2026-11-24T09:00:00.000Z',
    '2026-11-26T18:00:00.000Z',
  ]);
  const earlier = shown(op('event.change', { starts_at: '2026-11-22T08:00:00.000Z' }));
  expect(earlier?.opens_at).toBe(EVENT.code_zero_at);
});

it('closes at once, and opens again as if nothing had been', () => {
  const closed = shown(op('event.close'));
  expect([closed?.closed_at, closed?.closes_at]).toEqual([AT, AT]);
  expect(shown(op('event.close'), op('event.reopen'))).toEqual(EVENT);
});

describe('questions', () => {
  it('get the next index, in their order; what is left out is retired', () => {
    const after = shown(op('event.prompts', { prompts: [{ text: 'Why?' }, { text: 'How?' }] }));
    expect(after?.prompts).toEqual([
      { index: 2, text: 'Why?', retired: false },
      { index: 3, text: 'How?', retired: false },
      { index: 1, text: 'What do you keep alive?', retired: true },
    ]);
  });

  it('asked before are the same ones', () => {
    const text = 'What do you keep alive?';
    expect(shown(op('event.prompts', { prompts: [{ text }] }))?.prompts).toEqual(EVENT.prompts);
  });
});

it('a deleted event stays with its attendees, closed, and with nobody else', () => {
  expect(shown(op('event.delete'))).toBeNull();
  const mine = overlaidEvent(EVENT, [op('event.delete')], true);
  expect([mine?.role, mine?.join_code, mine?.closed_at]).toEqual([null, null, AT]);
});

it('acts about other events change nothing', () => {
  expect(overlaidEvent(EVENT, [{ ...op('event.delete'), entity_id: 'another' }], false)).toEqual(EVENT);
});
