/** The hours before and after an event in which it counts. */
import type { Instant } from './types';

export const EVENT_MARGIN_MS = 24 * 3_600_000;

export function moved(instant: Instant, byMs: number): Instant {
  return new Date(Date.parse(instant) + byMs).toISOString();
}
