/** Who comes in and who leaves, while words are on this phone only. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ModelServer } from '../testing/model-server';
import { codeOf, type Fault, joinAs, openTab, putPhone, type Tab } from '../testing/phone';

let server: ModelServer;
let faults: Fault[];
let tab: Tab;
let commands: typeof import('./sign-in');

beforeEach(async () => {
  server = new ModelServer();
  ({ faults } = putPhone(server));
  tab = await openTab();
  commands = await import('./sign-in');
  await joinAs(tab, 'Ada');
  await tab.round();
});

afterEach(() => {
  tab.close();
  vi.unstubAllGlobals();
});

test('while words are unsent only their author comes in, and then they go out', async () => {
  await tab.recordScan(await codeOf('Bo'));
  server.signedIn = false;
  await tab.round();
  expect(tab.signals.syncStatus.value.reason).toBe('sign-in');
  await expect(commands.signInWithPass('of Olga')).rejects.toMatchObject({
    name: 'UnsentWordsError',
    unsent: 1,
  });
  expect(server.signedIn).toBe(false);
  expect(tab.signals.unsent.value).toBe(1);

  await commands.signInWithPass(`of ${server.accountId}`);
  expect(tab.signals.account.value?.name).toBe('Ada');
  await tab.round();
  expect(tab.signals.syncStatus.value).toEqual({ state: 'sent', unsent: 0, reason: null });
  expect(server.encounters.size).toBe(1);
});

test('words of another tab that came while somebody else signed in wait for their author', async () => {
  const { accountId } = tab.session.requireSession();
  vi.stubGlobal('fetch', async () => {
    await tab.recordScan(await codeOf('Bo'));
    return Response.json({ id: '01935f00-0000-7000-8000-00000000000b', name: 'Olga' });
  });
  await commands.signInWithPass('of Olga');
  expect(tab.signals.account.value?.name).toBe('Olga');
  expect((await indexedDB.databases()).map((db) => db.name)).toContain(`kith-${accountId}`);
});

test('messages that are still drafts are counted before anybody leaves', async () => {
  const { decideSoon, saveMessageDraft } = await import('./follow-up');
  const [bo, cy, di] = ['b', 'c', 'd'];
  const words = { followUpId: null, baseText: null };
  await saveMessageDraft(bo, { ...words, text: 'Hi Bo' });
  await saveMessageDraft(cy, { ...words, text: ' ' });
  await decideSoon(di, { ...words, text: '' }, 'let_go');
  expect(await commands.unsentWords()).toBe(2);
  await expect(commands.signOut({ evenIfUnsent: false })).rejects.toMatchObject({ unsent: 2 });
});

test('nothing is sent under the session of somebody else whose sign-in seemed to fail', async () => {
  faults.push('cut-after');
  await expect(commands.signInWithPass('of Olga')).rejects.toMatchObject({ name: 'OfflineError' });
  await tab.recordScan(await codeOf('Bo'));
  expect(await tab.round()).toEqual({ kind: 'rest' });
  expect(server.encounters.size).toBe(0);
  expect(tab.signals.syncStatus.value).toEqual({ state: 'attention', unsent: 1, reason: 'sign-in' });

  await commands.signInWithPass(`of ${server.accountId}`);
  await tab.round();
  expect(server.encounters.size).toBe(1);
  expect(tab.signals.unsent.value).toBe(0);
});
