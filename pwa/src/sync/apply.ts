/** Writes the server's word into this phone's database, inside one transaction and never over unsent words. */
import type { Op, WriteTx } from '../db/schema';
import type {
  Attendee,
  Encounter,
  FollowUp,
  Id,
  KithEvent,
  LocalEncounter,
  LocalNote,
  Note,
} from '../db/types';
import { releaseAwaiting } from './outbox';
import { overlaidAttendee, overlaidEncounter, overlaidFollowUp, overlaidNote } from './overlay';
import { overlaidEvent } from './overlay-event';
import type { Change, Row } from './wire';

/** Our own server wrote this row for this kind; `wire.ts` has seen that it is one. */
function rowAs<T>(data: Row): T {
  return data as unknown as T;
}

async function putEvent(tx: WriteTx, event: KithEvent, unsent: readonly Op[]): Promise<void> {
  const mine = (await tx.objectStore('attendees').getAll()).some((me) => me.event_id === event.id);
  const shown = overlaidEvent(event, unsent, mine);
  if (shown === null) await tx.objectStore('events').delete(event.id);
  else await tx.objectStore('events').put(shown);
  await releaseAwaiting(tx, event.number, event.id);
}

async function putAttendee(tx: WriteTx, attendee: Attendee, unsent: readonly Op[]): Promise<void> {
  await tx.objectStore('attendees').put(overlaidAttendee(attendee, unsent));
}

async function putEncounter(tx: WriteTx, seen: Encounter, unsent: readonly Op[]): Promise<void> {
  const store = tx.objectStore('encounters');
  const kept = await store.get(seen.id);
  const scanned = seen.person === null ? (kept?.scanned ?? null) : null;
  const row: LocalEncounter = { ...seen, scanned, badge: kept?.badge ?? null, local: false };
  // The server gave this name to an encounter of its own: it is no longer another one's.
  await tx.objectStore('aliases').delete(seen.id);
  await store.put(overlaidEncounter(row, unsent));
}

async function putNote(tx: WriteTx, note: Note, unsent: readonly Op[]): Promise<void> {
  const shown: LocalNote | null = overlaidNote(note, unsent);
  if (shown === null) await tx.objectStore('notes').delete(note.id);
  else await tx.objectStore('notes').put(shown);
}

async function putFollowUp(tx: WriteTx, followUp: FollowUp, unsent: readonly Op[]): Promise<void> {
  await tx.objectStore('follow_ups').put(overlaidFollowUp(followUp, unsent));
}

export async function putEntity(
  tx: WriteTx,
  kind: string,
  data: Row,
  unsent: readonly Op[],
): Promise<boolean> {
  if (kind === 'event') await putEvent(tx, rowAs(data), unsent);
  else if (kind === 'attendee') await putAttendee(tx, rowAs(data), unsent);
  else if (kind === 'encounter') await putEncounter(tx, rowAs(data), unsent);
  else if (kind === 'note') await putNote(tx, rowAs(data), unsent);
  else if (kind === 'follow_up') await putFollowUp(tx, rowAs(data), unsent);
  else return false;
  return true;
}

function mentionedIn(unsent: readonly Op[], id: Id): boolean {
  return unsent.some((op) => op.entity_id === id || op.body.encounter_id === id);
}

/** Somebody's card disappears; my own words about them stay, under an encounter without a person. */
async function removeEncounter(tx: WriteTx, id: Id, unsent: readonly Op[]): Promise<void> {
  const store = tx.objectStore('encounters');
  const kept = await store.get(id);
  if (!kept) return;
  const notes = await tx.objectStore('notes').index('encounter').count(id);
  const drafts = await tx.objectStore('drafts').index('encounter').count(id);
  const followUps = await tx.objectStore('follow_ups').index('encounter').count(id);
  const followUpDrafts = await tx.objectStore('follow_up_drafts').count(id);
  if (notes + drafts + followUps + followUpDrafts > 0 || mentionedIn(unsent, id)) {
    await store.put({ ...kept, person: null, scanned: null, asks_me: false, asker: null });
  } else await store.delete(id);
}

export async function removeEntity(
  tx: WriteTx,
  kind: string,
  id: Id,
  unsent: readonly Op[],
): Promise<boolean> {
  if (kind === 'encounter') await removeEncounter(tx, id, unsent);
  else if (kind === 'note' || kind === 'follow_up') {
    // Deleted elsewhere while I wrote: my edit wins.
    const store = kind === 'note' ? 'notes' : 'follow_ups';
    if (!unsent.some((op) => op.entity_id === id)) await tx.objectStore(store).delete(id);
  } else if (kind === 'event') {
    // What I did there is on its way; what the server makes of it decides.
    if (!unsent.some((op) => op.event_id === id || op.entity_id === id)) {
      await tx.objectStore('events').delete(id);
    }
  } else if (kind === 'attendee') {
    if (!mentionedIn(unsent, id)) await tx.objectStore('attendees').delete(id);
  } else return false;
  return true;
}

/** False for a kind that this version does not know. */
export function applyChange(
  tx: WriteTx,
  { kind, id, gone, data }: Change,
  unsent: readonly Op[],
): Promise<boolean> {
  return gone || data === null ? removeEntity(tx, kind, id, unsent) : putEntity(tx, kind, data, unsent);
}

/** Changes of a kind that this version does not know are kept for one that does. */
export async function applyChanges(
  tx: WriteTx,
  changes: readonly Change[],
  unsent: readonly Op[],
): Promise<void> {
  for (const change of changes) {
    const { kind, id, gone, data } = change;
    if (await applyChange(tx, change, unsent)) continue;
    await tx.objectStore('later').add({ change: { kind, id, gone, data } });
  }
}
