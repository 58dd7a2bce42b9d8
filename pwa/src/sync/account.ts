/** Makes the server know an account that this phone made up; safe to repeat. */
import type { Connection } from '../db/connection';
import type { AccountSchema } from '../db/schema';
import { signOutDone, signOutDue } from '../db/shared';
import type { Id } from '../db/types';
import { changeMeta, readMeta } from './meta';
import { type Answer, fireOff, type Transport } from './transport';
import { isAccount } from './wire';

export interface AccountPorts {
  readonly accountId: Id;
  readonly db: Connection<AccountSchema>;
  readonly call: Transport;
}

type Trouble = Exclude<Answer<never>, { kind: 'ok' }>;

/** The person before left without the server hearing of it: that session ends first. The words here are the next one's. */
async function endEarlierSession(): Promise<boolean> {
  if (!(await signOutDue())) return true;
  if (!(await fireOff('DELETE', '/sessions/current?keep=storage'))) return false;
  await signOutDone();
  return true;
}

/** Null when the server knows the account now. */
export async function ensureAccount(ports: AccountPorts): Promise<Trouble | null> {
  const meta = await ports.db.transact(['meta'], 'readonly', readMeta);
  if (!meta.local) return null;
  if (!(await endEarlierSession())) return { kind: 'unreachable' };
  const answer = await ports.call({
    method: 'PUT',
    path: `/accounts/${ports.accountId}`,
    body: JSON.stringify({ name: meta.name, device_secret: meta.device_secret }),
    is: isAccount,
  });
  if (answer.kind !== 'ok') return answer;
  if (answer.body.id !== ports.accountId) return { kind: 'unreachable' };
  await ports.db.transact(['meta'], 'readwrite', (tx) => changeMeta(tx, { local: false }));
  return null;
}

/** The session is gone but the secret is still here: the account may be made again. True when that is so. */
export function tryAccountAgain(db: Connection<AccountSchema>): Promise<boolean> {
  return db.transact(['meta'], 'readwrite', async (tx) => {
    const meta = await readMeta(tx);
    if (meta.device_secret === null || meta.local) return false;
    await changeMeta(tx, { local: true });
    return true;
  });
}
