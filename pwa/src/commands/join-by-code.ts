/** Joining by somebody's live code: an account, a place at their event and the encounter, in one step. */
import type { LiveCodeContent } from '../card/codec';
import { parse } from '../card/parse';
import { MissingError } from '../db/errors';
import type { WriteTx } from '../db/schema';
import { keptNumbered } from '../db/shared';
import { eventByNumber } from '../db/signals';
import type { CardFields, Id } from '../db/types';
import { enqueue } from '../sync/outbox';
import { actAs } from './act';
import { acceptCard } from './card-form';
import { meAt } from './join-event';
import { type Joining, newAttendee } from './new-attendee';
import { newScan, recordEncounter, scanAt } from './record-encounter';

export interface CodeJoinForm extends CardFields {
  /** The scanned text, whole. */
  readonly code: string;
  readonly organiserList: boolean;
}

export interface JoinedByCode {
  readonly attendeeId: Id;
  readonly encounterId: Id;
}

function liveCodeIn(code: string): LiveCodeContent {
  const scanned = parse(code, location.origin);
  if (scanned.kind !== 'live-code') throw new MissingError('not a live code');
  return scanned.content;
}

/** Somebody may come in by two people's codes before the first sync. */
async function joinedAlready(tx: WriteTx, eventId: Id | null, number: number): Promise<Id | null> {
  if (eventId !== null) return (await meAt(tx, eventId))?.id ?? null;
  const rows = await tx.objectStore('outbox').getAll();
  const join = rows.find((row) => {
    const invitation = row.kind === 'attendee.join' ? row.body.invitation : null;
    const scanned = parse(String(invitation), location.origin);
    return scanned.kind === 'live-code' && scanned.content.eventNumber === number;
  });
  return join?.entity_id ?? null;
}

async function takePlace(tx: WriteTx, joining: Joining): Promise<Id> {
  await tx.objectStore('attendees').put(joining.attendee);
  await enqueue(tx, joining.op);
  return joining.attendee.id;
}

/** Works offline too: the event's own facts follow with the first sync. */
export async function joinByCode(form: CodeJoinForm): Promise<JoinedByCode> {
  const content = liveCodeIn(form.code);
  const card = acceptCard(form);
  const number = content.eventNumber;
  const eventId = eventByNumber(number)?.id ?? (await keptNumbered(number))?.id ?? null;
  const joining = newAttendee(eventId, form.code, card, form.organiserList);
  const scan = scanAt(newScan(form.code, content), eventId, number);
  return actAs(card.name, async (tx) => {
    const before = await joinedAlready(tx, eventId, number);
    const attendeeId = before ?? (await takePlace(tx, joining));
    return { attendeeId, encounterId: await recordEncounter(tx, scan) };
  });
}
