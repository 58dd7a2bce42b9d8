/** When everything is pulled anew: what the server no longer has goes, unsent words stay. */
import type { Op, WriteTx } from '../db/schema';
import { removeEntity } from './apply';
import { changeMeta, readMeta } from './meta';
import { unsentOps } from './outbox';
import type { Change, PullAnswer } from './wire';

/** My words first: an encounter is kept while it holds some. */
const SYNCED = ['note', 'follow_up', 'encounter', 'attendee', 'event'] as const;
const STORES = {
  event: 'events',
  attendee: 'attendees',
  encounter: 'encounters',
  note: 'notes',
  follow_up: 'follow_ups',
} as const;

const nameOf = (change: Pick<Change, 'kind' | 'id'>): string => `${change.kind} ${change.id}`;

function protects(op: Op, kind: string, id: string): boolean {
  if (kind === 'event') return op.event_id === id || op.entity_id === id;
  return op.entity_id === id || op.body.encounter_id === id;
}

/** Things that this phone made and the server refused stay, too: their author has not dealt with them. */
async function refusedOps(tx: WriteTx): Promise<Op[]> {
  const rows = await tx.objectStore('problems').getAll();
  return rows.map((row) => ({ ...row, base: null }) as unknown as Op);
}

/** The server does not know it, or no longer: it will be given a new name. */
async function makeLocal(tx: WriteTx, id: string): Promise<void> {
  const row = await tx.objectStore('encounters').get(id);
  if (row !== undefined) await tx.objectStore('encounters').put({ ...row, local: true });
}

async function sweep(tx: WriteTx, seen: ReadonlySet<string>): Promise<void> {
  const unsent = await unsentOps(tx);
  const kept = [...unsent, ...(await refusedOps(tx))];
  for (const kind of SYNCED) {
    for (const id of await tx.objectStore(STORES[kind]).getAllKeys()) {
      if (seen.has(nameOf({ kind, id }))) continue;
      if (!kept.some((op) => protects(op, kind, id))) await removeEntity(tx, kind, id, unsent);
      else if (kind === 'encounter') await makeLocal(tx, id);
    }
  }
}

/** The next pull begins from zero, and what the server does not have then goes. */
export function pullAnew(tx: WriteTx): Promise<void> {
  return changeMeta(tx, { cursor: null, reset_seen: [] });
}

/** Called with every page, before its cursor is stored; the pages of a reset are counted together. */
export async function noteReset(tx: WriteTx, page: PullAnswer): Promise<void> {
  const before = page.reset ? [] : (await readMeta(tx)).reset_seen;
  if (before === null) return;
  const seen = [...before, ...page.changes.filter((change) => !change.gone).map(nameOf)];
  if (!page.more) await sweep(tx, new Set(seen));
  await changeMeta(tx, { reset_seen: page.more ? seen : null });
}

/** The server was restored from a backup: every write of the last weeks is offered again, in order. */
export async function offerSentAgain(tx: WriteTx): Promise<void> {
  const rows = await tx.objectStore('sent').getAll();
  for (const { sent_at: _, ...row } of rows) await tx.objectStore('outbox').put(row);
  await tx.objectStore('sent').clear();
}
