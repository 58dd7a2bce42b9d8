/** What the screens show: read from this phone's database, never straight from the network. */
import { computed, signal } from '@preact/signals';
import { clockOffset, onClockOffset } from './server-clock';
import type {
  Account,
  Attendee,
  Draft,
  FollowUpDraft,
  Id,
  KithEvent,
  LocalEncounter,
  LocalFollowUp,
  LocalNote,
  RefusedWrite,
  SyncStatus,
} from './types';

/** Nobody yet: null. Set as soon as somebody joins, also before the server knows them. */
export const account = signal<Account | null>(null);
/** Newest start first. */
export const events = signal<readonly KithEvent[]>([]);
/** Me, once for each event. */
export const attendees = signal<readonly Attendee[]>([]);
/** Newest meeting first. */
export const encounters = signal<readonly LocalEncounter[]>([]);
/** Oldest first. */
export const notes = signal<readonly LocalNote[]>([]);
export const drafts = signal<readonly Draft[]>([]);
/** Oldest first. */
export const followUps = signal<readonly LocalFollowUp[]>([]);
export const followUpDrafts = signal<readonly FollowUpDraft[]>([]);
/** Writes the server refused; each waits for its author. */
export const problems = signal<readonly RefusedWrite[]>([]);
/** Names that encounters had on this phone before the server named them. */
export const aliases = signal<ReadonlyMap<Id, Id>>(new Map());

/** Writes not yet with the server. */
export const unsent = signal(0);
/** How the last talk with the server went. */
export const network = signal<'fine' | 'unreachable' | 'sign-in' | 'update'>('fine');

function statusNow(): SyncStatus {
  const waiting = unsent.value;
  const said = network.value;
  if (said === 'sign-in' || said === 'update') {
    return { state: 'attention', unsent: waiting, reason: said };
  }
  const stuck = problems.value.length > 0 || drafts.value.some((draft) => draft.unfit);
  if (stuck) return { state: 'attention', unsent: waiting, reason: 'problems' };
  if (said === 'unreachable') return { state: 'offline', unsent: waiting, reason: null };
  return { state: waiting > 0 ? 'sending' : 'sent', unsent: waiting, reason: null };
}

export const syncStatus = computed(statusNow);
/** The service worker has stored the shell and the scanner. */
export const appStored = signal(false);
/** True once the shell, the scanner and an event of mine are all stored on this phone. */
export const offlineReady = computed(
  () => appStored.value && attendees.value.some((me) => eventById(me.event_id) !== null),
);
/** A new version of the app waits for a good moment. */
export const updateWaiting = signal(false);
/** Server time minus this phone's time. */
export const clockOffsetMs = signal(clockOffset());
onClockOffset((offsetMs) => {
  clockOffsetMs.value = offsetMs;
});
/** False until the database has been read for the first time. */
export const loaded = signal(false);
/** A screen sets this while its own code is in front, or just after a scan: the app then asks more often. */
export const watching = signal(false);

const eventsById = computed(() => new Map(events.value.map((event) => [event.id, event])));
const encountersById = computed(() => new Map(encounters.value.map((row) => [row.id, row])));

export function eventById(id: Id): KithEvent | null {
  return eventsById.value.get(id) ?? null;
}

export function eventByNumber(number: number): KithEvent | null {
  return events.value.find((event) => event.number === number) ?? null;
}

/** My own card at an event. */
export function attendeeAt(eventId: Id): Attendee | null {
  return attendees.value.find((attendee) => attendee.event_id === eventId) ?? null;
}

/** Also finds an encounter by a name it had before the server renamed it. */
export function encounterById(id: Id): LocalEncounter | null {
  const canonical = aliases.value.get(id) ?? id;
  return encountersById.value.get(canonical) ?? encountersById.value.get(id) ?? null;
}

export function notesAbout(encounterId: Id): readonly LocalNote[] {
  const canonical = aliases.value.get(encounterId) ?? encounterId;
  return notes.value.filter((note) => note.encounter_id === canonical);
}

export function draftsAbout(encounterId: Id): readonly Draft[] {
  const canonical = aliases.value.get(encounterId) ?? encounterId;
  return drafts.value.filter((draft) => draft.encounter_id === canonical);
}

/** Of one note; null is a new one. */
export function draftOf(encounterId: Id, noteId: Id | null): Draft | null {
  return draftsAbout(encounterId).find((draft) => draft.note_id === noteId) ?? null;
}

/** This phone's time, corrected by what the server last said. */
export function correctedNow(nowMs: number = Date.now()): number {
  return nowMs + clockOffsetMs.value;
}
