/** The same evenings as the server's, by the same vectors. */
import { describe, expect, it } from 'vitest';
import { type EveningVectors, vectors } from '../testing/vectors';
import { recapAt, sameDay } from './evening';

describe('recapAt', () => {
  it.each(vectors<EveningVectors>('evenings').evenings)(
    '$title',
    ({ zone, starts_at, ends_at, recap_at }) => {
      expect(recapAt({ zone, starts_at, ends_at })).toBe(recap_at);
    },
  );
});

it('tells days apart by the clocks of the place', () => {
  const [late, later] = [Date.parse('2026-11-12T10:30:00Z'), Date.parse('2026-11-12T11:30:00Z')];
  expect(sameDay(late, later, 'Europe/Lisbon')).toBe(true);
  expect(sameDay(late, later, 'Pacific/Auckland')).toBe(false);
  expect(sameDay(late, later, 'Pacific/Kiritimati')).toBe(true);
  expect(sameDay(late, later, 'Pacific/Pago_Pago')).toBe(false);
});
