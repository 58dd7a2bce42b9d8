/** The outbox: what people did and the server has not confirmed, in order. */
import type { Op, OutboxRow, WriteTx } from '../db/schema';
import { MOST_BYTES, MOST_OPS } from './timing';

/** The words that were in front of a person who edited them. */
export interface BaseWords {
  readonly text: string;
  /** Of a note; not known when an older app kept the draft. */
  readonly offer?: string;
}

export interface Circumstances {
  /** The number of an event that this phone does not know yet. */
  readonly awaits?: number | null;
  /** For an edit. */
  readonly over?: BaseWords;
}

/** Only words that the person has seen may be folded away. */
function foldsInto(row: OutboxRow, op: Op, over: BaseWords | undefined): boolean {
  if (row.attempted || row.kind !== op.kind) return false;
  const words = op.kind === 'note.write' || op.kind === 'follow_up.write';
  const seen = row.body.text === over?.text && row.body.offer === (over?.offer ?? row.body.offer);
  return op.kind === 'card.write' || (words && seen);
}

function mergedInto(row: OutboxRow, op: Op): OutboxRow {
  return { ...row, at: op.at, body: { ...row.body, ...op.body } };
}

/**
 * Adds a write, or folds it into one that was never attempted. An attempted row
 * stays as it is: the server may already have it under that digest.
 */
export async function enqueue(
  tx: WriteTx,
  op: Op,
  { awaits = null, over }: Circumstances = {},
): Promise<void> {
  const store = tx.objectStore('outbox');
  if ((await store.index('op').getKey(op.op_id)) !== undefined) return;
  const rows = await store.index('entity').getAll(op.entity_id);
  const last = rows.sort((a, b) => a.seq - b.seq).at(-1);
  if (last && foldsInto(last, op, over)) {
    await store.put(mergedInto(last, op));
    return;
  }
  // The database gives `seq`; a row without one cannot be typed by its store.
  const row = { ...op, attempted: false, awaits_event: awaits } as OutboxRow;
  await store.add(row);
}

export interface BatchLimits {
  readonly ops: number;
  /** Rows that the server already asked to wait. */
  readonly held: ReadonlySet<string>;
}

/** What goes on the wire; also what counts against the size of a request. */
export function onTheWire({ op_id, seq, kind, event_id, entity_id, base, at, body }: OutboxRow): string {
  return JSON.stringify({ op_id, seq, kind, event_id, entity_id, base, at, body });
}

function fitting(rows: readonly OutboxRow[], limits: BatchLimits): OutboxRow[] {
  const taken: OutboxRow[] = [];
  const encoder = new TextEncoder();
  let bytes = 200;
  const heldThings = new Set(rows.filter((row) => limits.held.has(row.op_id)).map((row) => row.entity_id));
  for (const row of rows) {
    if (row.awaits_event !== null || limits.held.has(row.op_id)) continue;
    // Words about something that waits wait with it.
    if (heldThings.has(row.entity_id) || heldThings.has(String(row.body.encounter_id))) continue;
    bytes += encoder.encode(onTheWire(row)).length + 1;
    if (taken.length > 0 && (bytes > MOST_BYTES || taken.length >= limits.ops)) break;
    taken.push(row);
  }
  return taken;
}

/** The next rows to send, frozen from now on. */
export async function takeBatch(
  tx: WriteTx,
  limits: BatchLimits = { ops: MOST_OPS, held: new Set() },
): Promise<OutboxRow[]> {
  const store = tx.objectStore('outbox');
  const rows = fitting(await store.getAll(), limits);
  const frozen = rows.map((row) => ({ ...row, attempted: true }));
  await Promise.all(frozen.map((row, index) => (rows[index]?.attempted ? null : store.put(row))));
  return frozen;
}

/** The unsent writes under the names that things have now; needs aliases in its transaction. */
export async function unsentOps(tx: WriteTx): Promise<Op[]> {
  const aliases = tx.objectStore('aliases');
  const [rows, from, to] = await Promise.all([
    tx.objectStore('outbox').getAll(),
    aliases.getAllKeys(),
    aliases.getAll(),
  ]);
  const names = new Map(from.map((key, index) => [key, to[index]]));
  return rows.map((row) => {
    const encounter = names.get(String(row.body.encounter_id));
    const body = encounter === undefined ? row.body : { ...row.body, encounter_id: encounter };
    return { ...row, entity_id: names.get(row.entity_id) ?? row.entity_id, body };
  });
}

async function nameEvent(tx: WriteTx, id: string, eventId: string): Promise<void> {
  const [encounters, notes] = [tx.objectStore('encounters'), tx.objectStore('notes')];
  const encounter = await encounters.get(id);
  if (encounter?.event_id === '') await encounters.put({ ...encounter, event_id: eventId });
  const note = await notes.get(id);
  if (note?.event_id === '') await notes.put({ ...note, event_id: eventId });
  const followUps = tx.objectStore('follow_ups');
  const followUp = await followUps.get(id);
  if (followUp?.event_id === '') await followUps.put({ ...followUp, event_id: eventId });
}

/** Gives rows the event that they waited for, now that its id is known. */
export async function releaseAwaiting(tx: WriteTx, number: number, eventId: string): Promise<void> {
  const store = tx.objectStore('outbox');
  for (const row of await store.getAll()) {
    if (row.awaits_event !== number) continue;
    await store.put({ ...row, event_id: eventId, awaits_event: null });
    await nameEvent(tx, row.entity_id, eventId);
  }
}
