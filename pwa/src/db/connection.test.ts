/** What phones do to database connections, and what the app makes of it. */
import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { Connection } from './connection';
import { StorageFailedError, StorageFullError } from './errors';
import { type AccountSchema, accountDbName, draftKey, upgradeAccount } from './schema';
import type { Draft } from './types';

const NAME = accountDbName('01935f00-0000-7000-8000-0000000000aa');
const DRAFT: Draft = {
  encounter_id: 'e',
  note_id: null,
  base_text: null,
  text: 'kee',
  offer: '',
  touched_at: '2026-11-22T10:00:00.000Z',
};

let db: Connection<AccountSchema>;
let replaced: number;

beforeEach(async () => {
  db?.close();
  await deleteDB(NAME);
  replaced = 0;
  db = new Connection<AccountSchema>(NAME, 1, upgradeAccount, () => {
    replaced += 1;
  });
});

function put(fail: (attempt: number) => void = () => undefined): Promise<void> {
  let attempt = 0;
  return db.transact(['drafts'], 'readwrite', async (tx) => {
    attempt += 1;
    await tx.objectStore('drafts').put(DRAFT, draftKey('e', null));
    fail(attempt);
  });
}

function kept(): Promise<number> {
  return db.transact(['drafts'], 'readonly', (tx) => tx.objectStore('drafts').count());
}

test('what was written is there for the next connection', async () => {
  await put();
  db.close();
  expect(await kept()).toBe(1);
});

test('a connection lost once is opened again, and the work repeated', async () => {
  const lost = (attempt: number): void => {
    if (attempt === 1) throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
  };
  await put(lost);
  expect(await kept()).toBe(1);
});

test('lost twice is told, and nothing is there', async () => {
  const lost = (): void => {
    throw new DOMException('closing', 'InvalidStateError');
  };
  await expect(put(lost)).rejects.toBeInstanceOf(StorageFailedError);
  expect(await kept()).toBe(0);
});

test('a full phone is told as such, and nothing is half written', async () => {
  const full = (): void => {
    throw new DOMException('no room', 'QuotaExceededError');
  };
  await expect(put(full)).rejects.toBeInstanceOf(StorageFullError);
  expect(await kept()).toBe(0);
});

test('an error of the work itself undoes the work and is passed on', async () => {
  const wrong = (): void => {
    throw new RangeError('mine');
  };
  await expect(put(wrong)).rejects.toThrow('mine');
  expect(await kept()).toBe(0);
});

test('a newer version in another tab gets the database, and this tab is told', async () => {
  await put();
  const newer = await openDB(NAME, 2);
  expect(replaced).toBe(1);
  await expect(kept()).rejects.toBeInstanceOf(StorageFailedError);
  newer.close();
});
