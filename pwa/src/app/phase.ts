/** Whether an event is still to come, open or over at a moment. Pure; the landing page uses it too. */
import type { EventPreview } from '../db/types';

export type Phase = 'before' | 'open' | 'over';

export function phaseOf(
  event: Pick<EventPreview, 'opens_at' | 'closes_at' | 'closed_at'>,
  atMs: number,
): Phase {
  if (event.closed_at !== null && Date.parse(event.closed_at) <= atMs) return 'over';
  if (Date.parse(event.closes_at) <= atMs) return 'over';
  return Date.parse(event.opens_at) > atMs ? 'before' : 'open';
}

/** Whether people may join now: the organiser may have narrowed the event's own window. */
export function doorOf(event: Pick<EventPreview, 'join_opens_at' | 'join_closes_at'>, atMs: number): Phase {
  const { join_opens_at: opens, join_closes_at: closes } = event;
  // What was stored before events had doors has neither.
  if (opens && Date.parse(opens) > atMs) return 'before';
  return closes && Date.parse(closes) < atMs ? 'over' : 'open';
}
