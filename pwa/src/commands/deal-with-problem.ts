/** What an author may do with a write that the server refused. */
import { uuid7 } from '../db/ids';
import type { Op } from '../db/schema';
import type { Id } from '../db/types';
import { enqueue } from '../sync/outbox';
import { pullAnew } from '../sync/reset';
import { act, instant } from './act';

/** Sends the same words again, as a new write. */
export function retryProblem(opId: Id): Promise<void> {
  const again = { op_id: uuid7(), at: instant() };
  return act(async (tx) => {
    const refused = await tx.objectStore('problems').get(opId);
    if (refused === undefined) return;
    const { kind, event_id, entity_id, body } = refused;
    // The row came from the outbox, so its kind and body are an op's.
    const op = { ...again, kind, event_id, entity_id, body, base: null } as Op;
    await tx.objectStore('problems').delete(opId);
    await enqueue(tx, op);
  });
}

/** Lets go of the words; what the server has instead comes with the next pull. */
export function discardProblem(opId: Id): Promise<void> {
  return act(async (tx) => {
    await tx.objectStore('problems').delete(opId);
    await pullAnew(tx);
  });
}
