/** Changes that an older version of this app could not take in, tried again by this one. */
import type { WriteTx } from '../db/schema';
import { applyChange } from './apply';
import { unsentOps } from './outbox';
import type { Change } from './wire';

export async function replayLater(tx: WriteTx): Promise<void> {
  const store = tx.objectStore('later');
  const [keys, rows] = [await store.getAllKeys(), await store.getAll()];
  const unsent = await unsentOps(tx);
  for (const [index, { change }] of rows.entries()) {
    // It was stored as the change that came.
    const known = await applyChange(tx, change as unknown as Change, unsent);
    const key = keys[index];
    if (known && key !== undefined) await store.delete(key);
  }
}
