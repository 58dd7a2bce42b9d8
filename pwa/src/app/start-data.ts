/** Opens this phone's account, fills the signals and starts syncing; main calls it once. */
import { refresh } from '../db/refresh';
import { closeSession, openSession, session } from '../db/session';
import { closeShared, currentAccountId } from '../db/shared';
import { loaded } from '../db/signals';
import { signedInMeta } from '../db/start-meta';
import { listenToTabs } from '../db/tabs';
import type { Id } from '../db/types';
import { replayLater } from '../sync/later';
import { startLoop, syncNow as syncRound } from '../sync/loop';
import { PULL_STORES } from '../sync/pull';
import { forgetOldSent } from '../sync/sent';
import { wake } from '../sync/wake';

async function open(accountId: Id): Promise<void> {
  const meta = signedInMeta('');
  await openSession(accountId).db.transact(PULL_STORES, 'readwrite', async (tx) => {
    // A browser may have cleared this database but not the pointer to it: then everything is pulled again.
    if ((await tx.objectStore('meta').get('meta')) === undefined)
      await tx.objectStore('meta').put(meta, 'meta');
    await forgetOldSent(tx, Date.now());
    await replayLater(tx);
  });
}

async function openCurrent(): Promise<void> {
  const accountId = await currentAccountId();
  if (accountId === null) closeSession();
  else if (session()?.accountId !== accountId) await open(accountId);
  await refresh();
}

/** Phones drop database connections of pages in the background; a closed one simply opens again. */
function letGoInBackground(): void {
  const close = (): void => {
    session()?.db.close();
    closeShared();
  };
  addEventListener('pagehide', close);
  document.addEventListener('freeze', close);
}

/** Throws StorageFailedError when the phone's database cannot be used at all. */
export async function startData(): Promise<void> {
  await openCurrent();
  loaded.value = true;
  listenToTabs(() => void openCurrent().then(wake, () => undefined));
  letGoInBackground();
  startLoop();
}

/** The person asked: pull down, or a tap on the status. Resolves when the attempt is over. */
export function syncNow(): Promise<void> {
  return syncRound();
}
