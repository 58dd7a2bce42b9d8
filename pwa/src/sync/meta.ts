/** Reads and changes the account's single facts inside a transaction. */
import type { Meta, ReadTx, WriteTx } from '../db/schema';

export async function readMeta(tx: ReadTx | WriteTx): Promise<Meta> {
  const meta = await tx.objectStore('meta').get('meta');
  if (meta === undefined) throw new Error('an account database without its facts');
  return meta;
}

export async function changeMeta(tx: WriteTx, change: Partial<Meta>): Promise<void> {
  const meta = await readMeta(tx);
  await tx.objectStore('meta').put({ ...meta, ...change }, 'meta');
}
