/** Walls and instants: in the event's own zone, also where clocks change. */
import { describe, expect, it } from 'vitest';
import { instantFromWall, wallFromInstant } from './dates';

describe('instantFromWall', () => {
  it.each([
    ['2026-11-12T18:00', 'Europe/Madrid', '2026-11-12T17:00:00.000Z'],
    ['2026-07-12T18:00', 'Europe/Madrid', '2026-07-12T16:00:00.000Z'],
    ['2026-11-12T18:00', 'Asia/Kathmandu', '2026-11-12T12:15:00.000Z'],
    ['2026-11-12T18:00', 'America/St_Johns', '2026-11-12T21:30:00.000Z'],
    ['2026-11-12T00:30', 'Pacific/Auckland', '2026-11-11T11:30:00.000Z'],
    ['2026-10-25T03:00', 'Europe/Lisbon', '2026-10-25T03:00:00.000Z'],
    ['2026-11-12T18:00', 'Not/AZone', '2026-11-12T18:00:00.000Z'],
  ])('%s in %s', (wall, zone, instant) => {
    expect(instantFromWall(wall, zone)).toBe(instant);
  });

  it('goes both ways', () => {
    for (const zone of ['Europe/Madrid', 'Asia/Tokyo', 'America/Sao_Paulo', 'UTC']) {
      for (const wall of ['2026-03-28T23:59', '2026-11-12T18:00', '2026-07-01T00:00']) {
        expect(wallFromInstant(Date.parse(instantFromWall(wall, zone)), zone)).toBe(wall);
      }
    }
  });
});
