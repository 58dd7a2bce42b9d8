/** The first act of a new person on this phone: the account and the act are one transaction. */
import { alone } from '../sync/lock';
import { uuid7 } from './ids';
import { EVERY_STORE } from './refresh';
import type { WriteTx } from './schema';
import { deleteDatabase, openDatabase, openSession } from './session';
import { currentAccountId, setCurrentAccount } from './shared';
import { localMeta } from './start-meta';
import { changed, tellAccountChanged } from './tabs';

async function begin<T>(name: string, work: (tx: WriteTx) => Promise<T>): Promise<T> {
  const accountId = uuid7();
  const meta = localMeta(name);
  const db = openDatabase(accountId);
  try {
    const result = await db.transact(EVERY_STORE, 'readwrite', async (tx) => {
      await tx.objectStore('meta').put(meta, 'meta');
      return work(tx);
    });
    await setCurrentAccount(accountId);
    db.close();
    openSession(accountId);
    return result;
  } catch (error) {
    db.close();
    await deleteDatabase(accountId).catch(() => undefined);
    throw error;
  }
}

/** When another tab was faster, its account is used: one phone, one account. */
export async function startSession<T>(name: string, work: (tx: WriteTx) => Promise<T>): Promise<T> {
  const result = await alone(async () => {
    const known = await currentAccountId();
    if (known === null) return begin(name, work);
    return openSession(known).db.transact(EVERY_STORE, 'readwrite', work);
  });
  tellAccountChanged();
  await changed(EVERY_STORE);
  return result;
}
