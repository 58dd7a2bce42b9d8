/** Which event this phone is at: the one chosen, else the open one, else the nearest. */
import { computed, signal } from '@preact/signals';
import { attendeeAt, attendees, events } from '../db/signals';
import type { Attendee, Id, KithEvent } from '../db/types';
import { now, phaseOf } from './clock';

const chosen = signal<Id | null>(null);
const RANK = { open: 0, before: 1, over: 2 } as const;

/** Events where I have a card: open first, then coming, then past. */
export const myEvents = computed<readonly KithEvent[]>(() => {
  const mine = new Set(attendees.value.map((attendee) => attendee.event_id));
  const at = now.value;
  return events.value
    .filter((event) => mine.has(event.id))
    .sort((one, two) => RANK[phaseOf(one, at)] - RANK[phaseOf(two, at)]);
});

export const currentEvent = computed<KithEvent | null>(() => {
  const wanted = myEvents.value.find((event) => event.id === chosen.value);
  return wanted ?? myEvents.value[0] ?? null;
});

export const currentAttendee = computed<Attendee | null>(() => {
  const event = currentEvent.value;
  return event === null ? null : attendeeAt(event.id);
});

export function chooseEvent(id: Id): void {
  chosen.value = id;
}
