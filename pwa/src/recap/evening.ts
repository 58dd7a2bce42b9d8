/** When an event becomes a recap: the evening of its last day, where it took place. */
import { instantFromWall, wallFromInstant } from '../app/dates';
import type { EventPreview, Instant } from '../db/types';

type Timed = Pick<EventPreview, 'zone' | 'starts_at' | 'ends_at'>;

const EVENING = '18:00';
const NIGHT_ENDS = '06:00';
const DAY_MS = 24 * 3_600_000;

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
}

/**
 * 18:00 on the last day by the clocks of its zone, but never before it starts. What ends after
 * midnight and before 06:00 belongs to the day before: people call it that evening.
 */
export function recapAt({ zone, starts_at, ends_at }: Timed): Instant {
  const [day = '', time = ''] = wallFromInstant(Date.parse(ends_at), zone).split('T');
  const evening = instantFromWall(`${time < NIGHT_ENDS ? dayBefore(day) : day}T${EVENING}`, zone);
  return new Date(Math.max(Date.parse(starts_at), Date.parse(evening))).toISOString();
}

/** Whether two moments lie on one day by the clocks of a zone. */
export function sameDay(one: number, other: number, zone: string): boolean {
  return wallFromInstant(one, zone).slice(0, 10) === wallFromInstant(other, zone).slice(0, 10);
}
