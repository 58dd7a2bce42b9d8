/** Sent writes are kept for a while, in case the server comes back from a backup. */
import type { WriteTx } from '../db/schema';
import { KEEP_SENT } from './timing';

export async function forgetOldSent(tx: WriteTx, nowMs: number): Promise<void> {
  const oldest = new Date(nowMs - KEEP_SENT).toISOString();
  const store = tx.objectStore('sent');
  const old = (await store.getAll()).filter((row) => row.sent_at < oldest);
  await Promise.all(old.map((row) => store.delete(row.seq)));
}
