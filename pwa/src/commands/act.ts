/** How every command writes: entity and outbox row in one transaction, then the screens, then the sync. */
import { MissingError } from '../db/errors';
import { uuid7 } from '../db/ids';
import { EVERY_STORE } from '../db/refresh';
import type { AccountStore, Json, Op, OpKind, WriteTx } from '../db/schema';
import { requireSession, session } from '../db/session';
import { correctedNow } from '../db/signals';
import { startSession } from '../db/start-session';
import { changed } from '../db/tabs';
import type { Id, Instant, LocalEncounter } from '../db/types';
import { type BaseWords, enqueue } from '../sync/outbox';
import { wake } from '../sync/wake';

export type Work<T> = (tx: WriteTx) => Promise<T>;

/** Resolves when the transaction is complete and the signals show it. `work` may run twice. */
export async function act<T>(work: Work<T>): Promise<T> {
  const result = await actQuietly(EVERY_STORE, work);
  wake();
  return result;
}

/** As `act`, for what stays on this phone: nothing is sent. */
export async function actQuietly<T>(stores: readonly AccountStore[], work: Work<T>): Promise<T> {
  const result = await requireSession().db.transact(stores, 'readwrite', work);
  // It is saved, whether or not it can be read back at once.
  await changed(stores).catch(() => undefined);
  return result;
}

/** As `act`, but makes up an account of this name first when this phone has none. */
export async function actAs<T>(name: string, work: Work<T>): Promise<T> {
  if (session() !== null) return act(work);
  const result = await startSession(name, work);
  wake();
  return result;
}

export function instant(): Instant {
  return new Date(correctedNow()).toISOString();
}

/** Make it before the transaction, so that a repeated transaction means the same write. */
export function newOp(
  kind: OpKind,
  eventId: Id | null,
  entityId: Id,
  body: { readonly [key: string]: Json },
  base: string | null = null,
): Op {
  return { op_id: uuid7(), kind, event_id: eventId, entity_id: entityId, base, at: instant(), body };
}

/** The name that an encounter has now: the server may have given it another. */
export async function canonicalId(tx: WriteTx, id: Id): Promise<Id> {
  return (await tx.objectStore('aliases').get(id)) ?? id;
}

/** The encounter under the name it has now. */
export async function encounterIn(tx: WriteTx, id: Id): Promise<LocalEncounter> {
  const row = await tx.objectStore('encounters').get(await canonicalId(tx, id));
  if (row === undefined) throw new MissingError(`no encounter ${id}`);
  return row;
}

/** Adds a write about an encounter; it waits when the encounter's own event is not known yet. */
export async function enqueueAbout(
  tx: WriteTx,
  encounter: LocalEncounter,
  op: Op,
  over?: BaseWords,
): Promise<void> {
  const words = over === undefined ? {} : { over };
  if (encounter.event_id !== '') {
    await enqueue(tx, { ...op, event_id: encounter.event_id }, words);
    return;
  }
  const rows = await tx.objectStore('outbox').index('entity').getAll(encounter.id);
  const awaited = rows.find((row) => row.awaits_event !== null)?.awaits_event ?? null;
  await enqueue(tx, op, { ...words, awaits: awaited });
}
