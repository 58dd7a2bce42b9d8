/** Walls and instants: in the event's own zone, also where clocks change. */
import { describe, expect, it } from 'vitest';
import { instantFromWall, onWall, wallFromInstant } from './dates';

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

describe('the nights when clocks change', () => {
  it.each([
    // Lisbon goes forward at 01:00 and back at 02:00; New York forward at 02:00, back at 02:00.
    ['2027-03-28T00:59', 'Europe/Lisbon', '2027-03-28T00:59:00.000Z', 'once'],
    ['2027-03-28T01:30', 'Europe/Lisbon', '2027-03-28T01:30:00.000Z', 'skipped'],
    ['2027-03-28T02:00', 'Europe/Lisbon', '2027-03-28T01:00:00.000Z', 'once'],
    ['2026-10-25T00:30', 'Europe/Lisbon', '2026-10-24T23:30:00.000Z', 'once'],
    ['2026-10-25T01:30', 'Europe/Lisbon', '2026-10-25T00:30:00.000Z', 'twice'],
    ['2026-10-25T02:00', 'Europe/Lisbon', '2026-10-25T02:00:00.000Z', 'once'],
    ['2027-03-14T01:59', 'America/New_York', '2027-03-14T06:59:00.000Z', 'once'],
    ['2027-03-14T02:30', 'America/New_York', '2027-03-14T07:30:00.000Z', 'skipped'],
    ['2027-03-14T03:00', 'America/New_York', '2027-03-14T07:00:00.000Z', 'once'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z', 'twice'],
    ['2026-11-01T02:00', 'America/New_York', '2026-11-01T07:00:00.000Z', 'once'],
  ])('%s in %s', (wall, zone, instant, fate) => {
    expect(instantFromWall(wall, zone)).toBe(instant);
    expect(onWall(wall, zone).fate).toBe(fate);
  });

  it('a skipped time is read later on the new clock', () => {
    for (const [wall, zone, used] of [
      ['2027-03-28T01:30', 'Europe/Lisbon', '2027-03-28T02:30'],
      ['2027-03-14T02:30', 'America/New_York', '2027-03-14T03:30'],
    ] as const) {
      expect(wallFromInstant(onWall(wall, zone).instant, zone)).toBe(used);
    }
  });
});
