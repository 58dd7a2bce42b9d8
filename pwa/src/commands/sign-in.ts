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
import { hasMessage } from './follow-up';
import { hasWords } from './jot';

/** Writes, refused writes and drafts that are on this phone only. */
export async function unsentWords(): Promise<number> {
  const open = session();
  if (open === null) return 0;
  const stores = ['outbox', 'problems', 'drafts', 'follow_up_drafts'] as const;
  return open.db.transact(stores, 'readonly', async (tx) => {
    const jots = (await tx.objectStore('drafts').getAll()).filter(hasWords).length;
    const messages = (await tx.objectStore('follow_up_drafts').getAll()).filter(hasMessage).length;
    const counts = [tx.objectStore('outbox').count(), tx.objectStore('problems').count()];
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, jots + messages);
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

/** While this phone holds unsent words the server lets in their author only. */
async function spendPass(pass: string, before: Id | null): Promise<Account> {
  const words = await unsentWords();
  const body = JSON.stringify(words > 0 ? { pass, account_id: before } : { pass });
  const answer = await transport({ method: 'POST', path: '/sessions', body, is: isAccount });
  if (answer.kind === 'ok') return { id: answer.body.id, name: answer.body.name };
  if (answer.kind === 'unreachable') throw new OfflineError('no answer');
  if (answer.problem.code === 'other_account') throw new UnsentWordsError(words);
  throw new ProblemError(answer.problem);
}

async function enter(pass: string): Promise<Account> {
  const before = session()?.accountId ?? null;
  const account = await spendPass(pass, before);
  // Words that another tab wrote meanwhile wait for their author to come back.
  const empty = (await unsentWords()) === 0;
  await openAs(account);
  if (before !== null && before !== account.id && empty) await deleteDatabase(before);
  return account;
}

/** Throws UnsentWordsError when this phone holds another account's unsent words; OfflineError; ProblemError. */
export async function signInWithPass(pass: string): Promise<Account> {
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
  const local = meta?.local === true;
  // Who never reached the server has no session there; the person before may still have one.
  const heard = local ? !(await signOutDue()) : await fireOff('DELETE', '/sessions/current');
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
