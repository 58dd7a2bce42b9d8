/** A jot is a detail and an offer: neither is written over, folded or deleted by somebody who did not see it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { digestOfWords, sha256 } from '../sync/digest';
import { ModelServer } from '../testing/model-server';
import { codeOf, type Fault, joinAs, openTab, putPhone, type Tab } from '../testing/phone';

let server: ModelServer;
let faults: Fault[];
let tab: Tab;
let bo: string;
let note: string;

const BEES = { text: 'bees', offer: 'honey' };

async function jot(noteId: string | null, text: string, offer: string): Promise<string> {
  await tab.saveDraft(bo, { noteId, text, offer });
  return (await tab.saveJot(bo, noteId)) ?? '';
}

async function edit(words: { readonly text: string; readonly offer: string }): Promise<void> {
  await tab.saveDraft(bo, { noteId: note, ...words, base: BEES });
  await tab.saveJot(bo, note);
}

async function queued(): Promise<readonly { readonly kind: string; readonly base: string | null }[]> {
  const { db } = tab.session.requireSession();
  return db.transact(['outbox'], 'readonly', (tx) => tx.objectStore('outbox').getAll());
}

const shown = (): readonly string[] =>
  tab.signals
    .notesAbout(bo)
    .map(({ text, offer }) => `${text}, ${offer}`)
    .sort();

beforeEach(async () => {
  server = new ModelServer();
  ({ faults } = putPhone(server));
  tab = await openTab();
  await joinAs(tab, 'Ada');
  const met = await tab.recordScan(await codeOf('Bo'));
  bo = met.outcome === 'met' ? met.encounterId : '';
  note = await jot(null, BEES.text, BEES.offer);
  await tab.round();
});

afterEach(() => {
  tab.close();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('an edit and a deletion name the detail and the offer that were there', async () => {
  await jot(note, 'bees', 'wax');
  await tab.deleteNote(note);
  expect((await queued()).map(({ base }) => base)).toEqual([
    await digestOfWords('bees', 'honey'),
    await digestOfWords('bees', 'wax'),
  ]);
  await tab.round();
  expect([...server.notes.keys()]).toEqual([]);
});

test('a draft that an older app kept names the detail alone', async () => {
  await tab.saveDraft(bo, { noteId: note, text: 'two hives', offer: 'honey', base: { text: 'bees' } });
  await tab.saveJot(bo, note);
  expect((await queued()).map(({ base }) => base)).toEqual([await sha256('bees')]);
  await tab.round();
  expect(shown()).toEqual(['two hives, honey']);
});

test.each([
  [{ offer: 'wax' }, { text: 'bees', offer: 'candles' }, ['bees, candles', 'bees, wax']],
  [{ offer: 'wax' }, { text: 'hives', offer: 'honey' }, ['bees, wax', 'hives, honey']],
  [{ offer: 'wax' }, { text: 'bees', offer: '' }, ['bees, wax']],
  [{ text: '' }, { text: 'bees', offer: '' }, ['bees, honey']],
])('changed elsewhere %j, and here %j: both stay', async (elsewhere, here, both) => {
  server.editElsewhere(note, elsewhere);
  await edit(here);
  await tab.round();
  expect(shown()).toEqual(both);
  expect([...server.notes.values()].map(({ text, offer }) => `${text}, ${offer}`).sort()).toEqual(both);
});

test('an offer that was changed elsewhere stays when the note is deleted here', async () => {
  server.editElsewhere(note, { offer: 'wax' });
  await tab.deleteNote(note);
  await tab.round();
  expect(shown()).toEqual(['bees, wax']);
});

test("another tab's unsent offer is not folded away", async () => {
  await edit({ text: 'bees', offer: 'wax' });
  await edit({ text: 'bees', offer: 'candles' });
  await tab.round();
  expect(shown()).toEqual(['bees, candles', 'bees, wax']);
});

test('offers of two lost edits show before the server sends its copies', async () => {
  server.editElsewhere(note, { offer: 'wax' });
  await edit({ text: 'bees', offer: 'candles' });
  await edit({ text: 'bees', offer: 'mead' });
  const all = ['bees, candles', 'bees, mead', 'bees, wax'];
  faults.push('none', 'cut-before');
  await tab.round();
  expect(shown()).toEqual(all);
  await tab.round();
  expect(shown()).toEqual(all);
});

test('an offer that another tab saw while this one was keeping is the one that is named', async () => {
  await tab.saveDraft(bo, { noteId: note, text: 'hives', offer: 'mead', base: BEES });
  const digest = crypto.subtle.digest.bind(crypto.subtle);
  vi.spyOn(crypto.subtle, 'digest').mockImplementationOnce(async (...given) => {
    const base = { text: 'bees', offer: 'wax' };
    await tab.saveDraft(bo, { noteId: note, text: 'hives', offer: 'mead', base });
    return digest(...given);
  });
  await tab.saveJot(bo, note);
  expect((await queued()).map(({ base }) => base)).toEqual([await digestOfWords('bees', 'wax')]);
});

test('a detail added to an offer that is not sent yet is one write', async () => {
  await jot(note, 'bees', 'wax');
  await jot(note, 'two hives', 'wax');
  expect(await queued()).toHaveLength(1);
  await tab.round();
  expect(shown()).toEqual(['two hives, wax']);
});
