/** Two fields about one person: each keeps its own words. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ModelServer } from '../testing/model-server';
import { codeOf, joinAs, openTab, putPhone, type Tab } from '../testing/phone';

let server: ModelServer;
let tab: Tab;
let bo: string;
let bees: string;

beforeEach(async () => {
  server = new ModelServer();
  putPhone(server);
  tab = await openTab();
  await joinAs(tab, 'Ada');
  const met = await tab.recordScan(await codeOf('Bo'));
  bo = met.outcome === 'met' ? met.encounterId : '';
  await tab.saveDraft(bo, { noteId: null, text: 'keeps bees', offer: '' });
  bees = (await tab.saveJot(bo, null)) ?? '';
});

afterEach(() => {
  tab.close();
  vi.unstubAllGlobals();
});

const texts = (rows: Iterable<{ readonly text: string }>) => [...rows].map(({ text }) => text).sort();

/** A note is being changed while another one is begun. */
async function typeInBoth(): Promise<void> {
  await tab.saveDraft(bo, { noteId: bees, text: 'keeps two hives', offer: '' });
  await tab.saveDraft(bo, { noteId: null, text: 'sings', offer: '' });
}

test('a second field overwrites nothing of the first', async () => {
  await typeInBoth();
  expect(texts(tab.signals.drafts.value)).toEqual(['keeps two hives', 'sings']);
  await tab.saveJot(bo, bees);
  expect(texts(tab.signals.drafts.value)).toEqual(['sings']);
  await tab.saveJot(bo, null);
  await tab.round();
  expect(texts(server.notes.values())).toEqual(['keeps two hives', 'sings']);
});

test('both follow their encounter to its new name', async () => {
  await typeInBoth();
  await tab.round();
  expect(tab.signals.encounterById(bo)?.id).not.toBe(bo);
  expect(tab.signals.draftOf(bo, bees)?.text).toBe('keeps two hives');
  expect(tab.signals.draftOf(bo, null)?.text).toBe('sings');
  await tab.saveJot(bo, bees);
  await tab.saveJot(bo, null);
  await tab.round();
  expect(texts(server.notes.values())).toEqual(['keeps two hives', 'sings']);
});

test('an encounter whose person leaves stays while there is a draft about it', async () => {
  await tab.round();
  await tab.deleteNote(bees);
  await tab.saveDraft(bo, { noteId: null, text: 'sings', offer: '' });
  await tab.round();
  const id = tab.signals.encounterById(bo)?.id ?? '';
  server.encounters.delete(id);
  server.mark('encounter', id);
  await tab.round();
  expect(tab.signals.encounterById(bo)).toMatchObject({ id, person: null });
});
