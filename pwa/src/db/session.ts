/** The account that is open on this phone now, and its database. */
import { deleteDB } from 'idb';
import { Connection } from './connection';
import { MissingError } from './errors';
import { ACCOUNT_VERSION, type AccountSchema, accountDbName, upgradeAccount } from './schema';
import { network } from './signals';
import type { Id } from './types';

export interface Session {
  readonly accountId: Id;
  readonly db: Connection<AccountSchema>;
}

let current: Session | null = null;

export function openDatabase(accountId: Id): Connection<AccountSchema> {
  const name = accountDbName(accountId);
  return new Connection<AccountSchema>(name, ACCOUNT_VERSION, upgradeAccount, () => {
    // Another tab already runs the next version of this app.
    network.value = 'update';
  });
}

export function session(): Session | null {
  return current;
}

export function requireSession(): Session {
  if (current === null) throw new MissingError('no account on this phone');
  return current;
}

export function openSession(accountId: Id): Session {
  if (current?.accountId === accountId) return current;
  current?.db.close();
  current = { accountId, db: openDatabase(accountId) };
  return current;
}

export function closeSession(): void {
  current?.db.close();
  current = null;
}

/** Every word of this account leaves the phone. */
export async function deleteDatabase(accountId: Id): Promise<void> {
  if (current?.accountId === accountId) closeSession();
  await deleteDB(accountDbName(accountId));
}
