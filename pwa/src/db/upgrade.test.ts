/** A newer app on a phone with an older database: nothing that was written there is lost. */
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { expect, test } from 'vitest';
import { ACCOUNT_VERSION, type AccountSchema, accountDbName, upgradeAccount } from './schema';

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

/** Version 1 as it went out, kept here as it was. */
async function asInVersionOne(): Promise<void> {
  const db = await openDB(NAME, 1, {
    upgrade(old) {
      for (const name of STORES) {
        const key = name === 'sent' ? 'seq' : (KEYS[name as keyof typeof KEYS] ?? 'id');
        const plain = name === 'meta' || name === 'aliases';
        const auto = name === 'outbox' || name === 'later';
        old.createObjectStore(name, plain ? {} : { keyPath: key, autoIncrement: auto });
      }
    },
  });
  const tx = db.transaction(['outbox', 'drafts', 'problems', 'meta'], 'readwrite');
  await tx.objectStore('outbox').add({ op_id: 'o', kind: 'note.write', body: { text: 'Keeps bees' } });
  await tx.objectStore('drafts').put({ encounter_id: 'e', text: 'kee' });
  await tx.objectStore('problems').put({ op_id: 'p', kind: 'note.write' });
  await tx.objectStore('meta').put({ name: 'Ada' }, 'meta');
  await tx.done;
  db.close();
}

test('outbox, drafts and problems survive, and there is room for follow-ups', async () => {
  await asInVersionOne();
  const db = await openDB<AccountSchema>(NAME, ACCOUNT_VERSION, {
    upgrade: (opened, from) => upgradeAccount(opened, from),
  });
  expect(await db.getAll('outbox')).toMatchObject([{ op_id: 'o', body: { text: 'Keeps bees' } }]);
  expect(await db.getAll('drafts')).toMatchObject([{ text: 'kee' }]);
  expect(await db.getAll('problems')).toMatchObject([{ op_id: 'p' }]);
  expect(await db.get('meta', 'meta')).toMatchObject({ name: 'Ada' });
  expect(await db.getAllFromIndex('follow_ups', 'encounter', 'e')).toEqual([]);
  expect(await db.count('follow_up_drafts')).toBe(0);
  db.close();
});
