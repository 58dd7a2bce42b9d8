/** Phone and server together: what must hold when all goes well, and in the known bad cases. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ModelServer } from '../testing/model-server';
import { codeOf, type Fault, joinAs, openTab, putPhone, type Tab } from '../testing/phone';

let server: ModelServer;
let faults: Fault[];
let tab: Tab;

beforeEach(async () => {
  server = new ModelServer();
  ({ faults } = putPhone(server));
  tab = await openTab();
});

afterEach(() => {
  tab.close();
  vi.unstubAllGlobals();
});

async function meet(name: string): Promise<string> {
  const outcome = await tab.recordScan(await codeOf(name));
  if (outcome.outcome !== 'met') throw new Error(outcome.outcome);
  return outcome.encounterId;
}

async function jot(encounterId: string, text: string, noteId: string | null = null): Promise<string> {
  await tab.saveDraft(encounterId, { noteId, text, offer: '' });
  return (await tab.saveJot(encounterId, noteId)) ?? '';
}

test('joining, meeting and jotting offline reaches the server in one round', async () => {
  await joinAs(tab, 'Ada');
  const bo = await meet('Bo');
  await jot(bo, 'keeps bees');
  expect(tab.signals.account.value?.name).toBe('Ada');
  expect(tab.signals.syncStatus.value).toEqual({ state: 'sending', unsent: 3, reason: null });
  expect(tab.signals.encounters.value[0]).toMatchObject({ local: true, scanned: { name: 'Bo' } });

  expect(await tab.round()).toEqual({ kind: 'fine', pollAfterMs: 2000 });
  expect(server.notes.size).toBe(1);
  expect(tab.signals.syncStatus.value).toEqual({ state: 'sent', unsent: 0, reason: null });
  const [seen] = tab.signals.encounters.value;
  expect(seen).toMatchObject({ local: false, scanned: null, person: { name: 'Bo' }, state: 'mutual' });
  expect(tab.signals.encounterById(bo)?.id).toBe(seen?.id);
  expect(tab.signals.notesAbout(bo).map((note) => note.text)).toEqual(['keeps bees']);
});

test('the device secret is forgotten once a signed-in call has worked', async () => {
  await joinAs(tab, 'Ada');
  const secret = () =>
    tab.session.requireSession().db.transact(['meta'], 'readonly', async (tx) => {
      return (await tx.objectStore('meta').get('meta'))?.device_secret;
    });
  expect(await secret()).toHaveLength(43);
  await tab.round();
  expect(await secret()).toBeNull();
});

test('a lost cookie within the hour is mended with the secret', async () => {
  await joinAs(tab, 'Ada');
  faults.push('cut-after');
  await tab.round();
  server.signedIn = false;
  expect((await tab.round()).kind).toBe('fine');
});

test('without a session everything is kept and the person is asked', async () => {
  await joinAs(tab, 'Ada');
  await tab.round();
  server.signedIn = false;
  await jot(await meet('Bo'), 'keeps bees');
  expect(await tab.round()).toEqual({ kind: 'rest' });
  expect(tab.signals.syncStatus.value).toEqual({ state: 'attention', unsent: 2, reason: 'sign-in' });
});

test.each(['portal', 'broken', 'cut-before', 'cut-after', 'late'] as const)(
  'nothing counts as sent after: %s',
  async (fault) => {
    await joinAs(tab, 'Ada');
    await tab.round();
    await jot(await meet('Bo'), 'keeps bees');
    faults.push(fault);
    expect((await tab.round()).kind).toBe('again');
    expect(tab.signals.syncStatus.value).toEqual({ state: 'offline', unsent: 2, reason: null });
    await tab.round();
    expect(server.notes.size).toBe(1);
    expect(tab.signals.notes.value).toHaveLength(1);
    expect(tab.signals.unsent.value).toBe(0);
  },
);

test('edits before the first attempt are one write; after it, another', async () => {
  await joinAs(tab, 'Ada');
  const bo = await meet('Bo');
  const note = await jot(bo, 'bees');
  await jot(bo, 'keeps bees', note);
  expect(tab.signals.unsent.value).toBe(3);
  faults.push('none', 'cut-after');
  await tab.round();
  await jot(bo, 'keeps two hives', note);
  expect(tab.signals.unsent.value).toBe(4);
  await tab.round();
  expect([...server.notes.values()].map((row) => row.text)).toEqual(['keeps two hives']);
});

test('an edit that lost leaves both texts, also before the server sends its copy', async () => {
  await joinAs(tab, 'Ada');
  const bo = await meet('Bo');
  const note = await jot(bo, 'bees');
  await tab.round();
  server.editElsewhere(note, { text: 'wasps' });
  await jot(bo, 'keeps bees', note);
  faults.push('none', 'cut-before');
  await tab.round();
  const texts = () =>
    tab.signals
      .notesAbout(bo)
      .map((row) => row.text)
      .sort();
  expect(texts()).toEqual(['keeps bees', 'wasps']);
  await tab.round();
  expect(texts()).toEqual(['keeps bees', 'wasps']);
  expect(tab.signals.notes.value.some((row) => row.provisional)).toBe(false);
});

test('a write that the server wants later stays, under the name that it was sent with, and shows', async () => {
  await joinAs(tab, 'Ada');
  const bo = await meet('Bo');
  await tab.shareContactDetails(bo);
  server.held.add('encounter.share');
  expect((await tab.round()).kind).toBe('again');
  const row = tab.signals.encounterById(bo);
  expect(row?.id).not.toBe(bo);
  expect(row?.i_shared).toBe(true);
  expect(server.encounters.get(row?.id ?? '')?.i_shared).toBe(false);
  server.held.clear();
  expect((await tab.round()).kind).toBe('fine');
  expect(server.encounters.get(row?.id ?? '')?.i_shared).toBe(true);
});

test('an answer that names only half of the writes leaves the other half as it was sent', async () => {
  await joinAs(tab, 'Ada');
  await tab.round();
  await jot(await meet('Bo'), 'keeps bees');
  faults.push('half');
  await tab.round();
  expect(tab.signals.unsent.value).toBe(1);
  await tab.round();
  expect(tab.signals.unsent.value).toBe(0);
  expect(tab.signals.problems.value).toEqual([]);
  expect(server.notes.size).toBe(1);
});

test("an edit in a tab that did not see the other tab's words replaces none of them", async () => {
  await joinAs(tab, 'Ada');
  const bo = await meet('Bo');
  const note = await jot(bo, 'bees');
  await tab.saveDraft(bo, { noteId: note, text: 'bees and wasps', offer: '', base: { text: 'bees' } });
  await tab.saveJot(bo, note);
  await tab.saveDraft(bo, { noteId: note, text: 'bees and ants', offer: '', base: { text: 'bees' } });
  await tab.saveJot(bo, note);
  await tab.round();
  expect([...server.notes.values()].map((row) => row.text).sort()).toEqual([
    'bees and ants',
    'bees and wasps',
  ]);
});

test('my unsent words stay on the screen whatever is pulled', async () => {
  await joinAs(tab, 'Ada');
  const bo = await meet('Bo');
  const note = await jot(bo, 'bees');
  await tab.round();
  await jot(bo, 'keeps bees', note);
  server.editElsewhere(note, { text: 'wasps' });
  const { pull } = await import('./pull');
  const { transport } = await import('./transport');
  const { db } = tab.session.requireSession();
  await pull({ db, call: transport, watching: () => false, onChange: () => tab.refresh() });
  expect(tab.signals.notesAbout(bo).map((row) => row.text)).toEqual(['keeps bees']);
});

test('a card scanned twice is one encounter on the phone, and two writes', async () => {
  await joinAs(tab, 'Ada');
  const first = await meet('Bo');
  expect(await meet('Bo')).toBe(first);
  await tab.round();
  expect(await meet('Bo')).toBe(tab.signals.encounterById(first)?.id);
  await tab.round();
  expect(server.encounters.size).toBe(1);
  expect(tab.signals.encounters.value).toHaveLength(1);
});

test('a draft follows its encounter to its new name', async () => {
  await joinAs(tab, 'Ada');
  const bo = await meet('Bo');
  await tab.saveDraft(bo, { noteId: null, text: 'kee', offer: '' });
  await tab.round();
  expect(tab.signals.draftOf(bo, null)?.text).toBe('kee');
  expect(tab.signals.draftOf(bo, null)?.encounter_id).not.toBe(bo);
  await tab.saveDraft(bo, { noteId: null, text: 'keeps', offer: '' });
  expect(tab.signals.drafts.value).toHaveLength(1);
});

test('a restored server is offered everything again, and nothing is lost', async () => {
  await joinAs(tab, 'Ada');
  const bo = await meet('Bo');
  await jot(bo, 'keeps bees');
  await tab.round();
  server.restoreEmpty();
  await tab.round();
  expect([...server.notes.values()].map((row) => row.text)).toEqual(['keeps bees']);
  expect(tab.signals.notesAbout(bo).map((row) => row.text)).toEqual(['keeps bees']);
  expect(tab.signals.encounters.value).toHaveLength(1);
});

test('own code, strangers and other events', async () => {
  await joinAs(tab, 'Ada');
  const { liveCode } = await import('../commands/live-code');
  const [me] = tab.signals.attendees.value;
  const own = await liveCode(me?.event_id ?? '', Date.parse('2026-11-22T10:00:30Z'));
  expect(own?.step).toBe(25 * 60);
  expect(await tab.recordScan(own?.text ?? '')).toEqual({ outcome: 'own-code' });
  const code = await codeOf('Cy', 8);
  expect(await tab.recordScan(code)).toEqual({ outcome: 'other-event', number: 8, code });
  expect(await tab.recordScan('WIFI:S:x;;')).toEqual({ outcome: 'foreign', text: 'WIFI:S:x;;' });
  expect(tab.signals.unsent.value).toBe(1);
});

test('a jot that is too long stays a draft', async () => {
  await joinAs(tab, 'Ada');
  const bo = await meet('Bo');
  await expect(jot(bo, 'x'.repeat(281))).rejects.toMatchObject({ field: 'note', reason: 'too-long' });
  expect(tab.signals.draftOf(bo, null)?.text).toHaveLength(281);
  expect(tab.signals.notes.value).toEqual([]);
});
