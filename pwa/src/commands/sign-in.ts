/** Coming in with a one-time pass, and leaving. */
import { MissingError, OfflineError, ProblemError, UnsentWordsError } from '../db/errors';
import { EVERY_STORE, refresh } from '../db/refresh';
import {
  closeSession,
  deleteDatabase,
  openDatabase,
  openSession,
  requireSession,
  session,
} from '../db/session';
import {
  currentAccountId,
  forgetCurrentAccount,
  setCurrentAccount,
  signOutDone,
  signOutDue,
} from '../db/shared';
import { network } from '../db/signals';
import { signedInMeta } from '../db/start-meta';
import { changed, tellAccountChanged } from '../db/tabs';
import type { Account, Id } from '../db/types';
import { alone } from '../sync/lock';
import { fireOff, transport } from '../sync/transport';
import { wake } from '../sync/wake';
import { isAccount } from '../sync/wire';
import { hasWords } from './jot';

/** Writes, refused writes and drafts that are on this phone only. */
async function unsentWords(): Promise<number> {
  const open = session();
  if (open === null) return 0;
  return open.db.transact(['outbox', 'problems', 'drafts'], 'readonly', async (tx) => {
    const drafts = (await tx.objectStore('drafts').getAll()).filter(hasWords).length;
    const counts = [tx.objectStore('outbox').count(), tx.objectStore('problems').count()];
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, drafts);
  });
}

async function openAs(account: Account): Promise<void> {
  const db = openDatabase(account.id);
  await db.transact(['meta'], 'readwrite', async (tx) => {
    const store = tx.objectStore('meta');
    const before = (await store.get('meta')) ?? signedInMeta(account.name);
    await store.put({ ...before, name: account.name, local: false, device_secret: null }, 'meta');
  });
  db.close();
  await setCurrentAccount(account.id);
  await signOutDone();
  openSession(account.id);
}

async function enter(pass: string): Promise<Account> {
  const before: Id | null = session()?.accountId ?? null;
  const body = JSON.stringify({ pass });
  const answer = await transport({ method: 'POST', path: '/sessions', body, is: isAccount });
  if (answer.kind === 'unreachable') throw new OfflineError('no answer');
  if (answer.kind === 'problem') throw new ProblemError(answer.problem);
  const account = { id: answer.body.id, name: answer.body.name };
  await openAs(account);
  if (before !== null && before !== account.id) await deleteDatabase(before);
  return account;
}

/** Throws UnsentWordsError when this phone holds another account's unsent words; OfflineError; ProblemError. */
export async function signInWithPass(pass: string): Promise<Account> {
  const words = await unsentWords();
  if (words > 0) throw new UnsentWordsError(words);
  // Under the sender's lock: nothing of one account may leave under another's cookie.
  const account = await alone(() => enter(pass));
  network.value = 'fine';
  tellAccountChanged();
  await changed(EVERY_STORE);
  wake();
  return account;
}

/** Null also while an earlier sign-out has still to reach the server: that person has left. */
async function signedInAs(): Promise<Account | null> {
  if (await signOutDue()) return null;
  const answer = await transport({ method: 'GET', path: '/accounts/me', is: isAccount });
  return answer.kind === 'ok' ? { id: answer.body.id, name: answer.body.name } : null;
}

/** A browser may have dropped what Kith keeps but not the session. True when this phone has its account again. */
export async function restoreAccount(): Promise<boolean> {
  const found = await alone(async () => {
    if ((await currentAccountId()) !== null) return true;
    const account = await signedInAs();
    if (account !== null) await openAs(account);
    return account !== null;
  });
  if (!found) return false;
  tellAccountChanged();
  await changed(EVERY_STORE);
  return true;
}

async function leave(): Promise<void> {
  const { accountId, db } = requireSession();
  const meta = await db.transact(['meta'], 'readonly', (tx) => tx.objectStore('meta').get('meta'));
  const heard = meta?.local === true || (await fireOff('DELETE', '/sessions/current'));
  await forgetCurrentAccount(heard);
  closeSession();
  await deleteDatabase(accountId);
}

/** Throws UnsentWordsError unless told to go on; then this phone forgets the account, also offline. */
export async function signOut({ evenIfUnsent }: { readonly evenIfUnsent: boolean }): Promise<void> {
  if (session() === null) throw new MissingError('nobody is signed in');
  const words = await unsentWords();
  if (words > 0 && !evenIfUnsent) throw new UnsentWordsError(words);
  await alone(leave);
  network.value = 'fine';
  tellAccountChanged();
  await refresh();
}
