/** A scan becomes an encounter on this phone and a write for the server; inside the caller's transaction. */
import type { LiveCodeContent } from '../card/codec';
import { uuid7 } from '../db/ids';
import type { Op, WriteTx } from '../db/schema';
import type { Id, LocalEncounter } from '../db/types';
import { enqueue } from '../sync/outbox';
import { instant, newOp } from './act';

export interface Scan {
  readonly op: Op;
  readonly encounter: LocalEncounter;
  /** Set while only the event's number is known. */
  readonly awaitsEvent: number | null;
}

function scannedCard(content: LiveCodeContent): LocalEncounter['scanned'] {
  const { cardId: card_id, name, pronouns, boundary, answers, truncated } = content;
  return { card_id, name, pronouns, boundary, answers, truncated };
}

/** `content` is null for a badge and for a spoken code, which say nothing about their owner. */
export function newScan(code: string, content: LiveCodeContent | null, isBadge = false): Scan {
  const id = uuid7();
  const encounter: LocalEncounter = {
    id,
    event_id: '',
    state: 'pending',
    met_at: instant(),
    mutual_at: null,
    label: '',
    i_scanned: true,
    i_shared: false,
    asks_me: false,
    asker: null,
    person: null,
    badge: isBadge ? code : null,
    scanned: content === null ? null : scannedCard(content),
    local: true,
  };
  const op = newOp('encounter.record', null, id, { code, label: '' });
  return { op, encounter, awaitsEvent: null };
}

export function scanAt(scan: Scan, eventId: Id | null, number: number): Scan {
  return {
    op: { ...scan.op, event_id: eventId },
    encounter: { ...scan.encounter, event_id: eventId ?? '' },
    awaitsEvent: eventId === null ? number : null,
  };
}

async function metBefore(tx: WriteTx, encounter: LocalEncounter): Promise<LocalEncounter | null> {
  const card = encounter.scanned?.card_id;
  if (card === undefined) return null;
  const all = await tx.objectStore('encounters').getAll();
  // One of which the server says that it matched nobody may not have been this person's: it stays apart.
  const known = all.filter((row) => row.local || row.state !== 'unmatched');
  const here = known.filter((row) => row.event_id === encounter.event_id && row.id !== encounter.id);
  return here.find((row) => row.person?.card_id === card || row.scanned?.card_id === card) ?? null;
}

/** Resolves to the encounter's id on this phone: the one from before when this card was met already. */
export async function recordEncounter(tx: WriteTx, scan: Scan): Promise<Id> {
  const { op, encounter, awaitsEvent } = scan;
  await enqueue(tx, op, { awaits: awaitsEvent });
  const store = tx.objectStore('encounters');
  const before = await metBefore(tx, encounter);
  if (before === null) {
    await store.put(encounter);
    return encounter.id;
  }
  // The server will name both; until then the new name leads to the old encounter.
  await tx.objectStore('aliases').put(before.id, encounter.id);
  const scanned = before.person === null ? encounter.scanned : null;
  await store.put({ ...before, scanned, i_scanned: true });
  return before.id;
}
