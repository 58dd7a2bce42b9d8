/** A newer app on a phone with an older database: nothing that was written there is lost. */
import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { Connection } from './connection';
import { StorageFailedError } from './errors';
import { ACCOUNT_VERSION, type AccountSchema, accountDbName, draftKey, upgradeAccount } from './schema';

const NAME = accountDbName('01935f00-0000-7000-8000-0000000000bb');
const KEYS = {
  meta: null,
  aliases: null,
  outbox: 'seq',
  later: 'key',
  drafts: 'encounter_id',
  problems: 'op_id',
};
const STORES = ['events', 'attendees', 'encounters', 'notes', 'sent', ...Object.keys(KEYS)];

/** Versions 1 and 2 as they went out, kept here as they were. */
async function asInVersion(version: number): Promise<void> {
  const db = await openDB(NAME, version, {
    upgrade(old) {
      for (const name of STORES) {
        const key = name === 'sent' ? 'seq' : (KEYS[name as keyof typeof KEYS] ?? 'id');
        const plain = name === 'meta' || name === 'aliases';
        const auto = name === 'outbox' || name === 'later';
        old.createObjectStore(name, plain ? {} : { keyPath: key, autoIncrement: auto });
      }
      if (version < 2) return;
      old.createObjectStore('follow_ups', { keyPath: 'id' }).createIndex('encounter', 'encounter_id');
      old.createObjectStore('follow_up_drafts', { keyPath: 'encounter_id' });
    },
  });
  const tx = db.transaction(['outbox', 'drafts', 'problems', 'meta'], 'readwrite');
  await tx.objectStore('outbox').add({ op_id: 'o', kind: 'note.write', body: { text: 'Keeps bees' } });
  await tx.objectStore('drafts').put({ encounter_id: 'e', note_id: null, text: 'kee' });
  await tx.objectStore('drafts').put({ encounter_id: 'f', note_id: 'n', base_text: 'Si', text: 'Sings' });
  await tx.objectStore('problems').put({ op_id: 'p', kind: 'note.write' });
  await tx.objectStore('meta').put({ name: 'Ada' }, 'meta');
  await tx.done;
  db.close();
}

function upgraded() {
  return openDB<AccountSchema>(NAME, ACCOUNT_VERSION, {
    upgrade: (opened, from, _, tx) => upgradeAccount(opened, from, tx),
  });
}

beforeEach(() => deleteDB(NAME));

test.each([1, 2])(
  'from version %d: outbox, drafts and problems survive, each in its place',
  async (version) => {
    await asInVersion(version);
    const db = await upgraded();
    expect(await db.getAll('outbox')).toMatchObject([{ op_id: 'o', body: { text: 'Keeps bees' } }]);
    expect(await db.get('drafts', draftKey('e', null))).toMatchObject({ text: 'kee' });
    expect(await db.get('drafts', draftKey('f', 'n'))).toMatchObject({ text: 'Sings', base_text: 'Si' });
    expect(await db.countFromIndex('drafts', 'encounter', 'f')).toBe(1);
    expect(await db.count('drafts')).toBe(2);
    expect(await db.getAll('problems')).toMatchObject([{ op_id: 'p' }]);
    expect(await db.get('meta', 'meta')).toMatchObject({ name: 'Ada' });
    expect(await db.getAllFromIndex('follow_ups', 'encounter', 'e')).toEqual([]);
    expect(await db.count('follow_up_drafts')).toBe(0);
    db.close();
  },
);

test('an upgrade that does not come to its end leaves everything as it was', async () => {
  await asInVersion(2);
  const broken = new Connection<AccountSchema>(NAME, ACCOUNT_VERSION, async (opened, from, tx) => {
    await upgradeAccount(opened, from, tx);
    throw new RangeError('mine');
  });
  const reading = broken.transact(['drafts'], 'readonly', (tx) => tx.objectStore('drafts').count());
  await expect(reading).rejects.toBeInstanceOf(StorageFailedError);
  const db = await upgraded();
  expect(await db.count('drafts')).toBe(2);
  expect(await db.count('outbox')).toBe(1);
  db.close();
});
