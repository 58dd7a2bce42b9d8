/** Pages that arrive when somebody began anew, or is still typing: what was not said to be gone stays. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ModelServer } from '../testing/model-server';
import { codeOf, type Fault, joinAs, openTab, putPhone, type Tab } from '../testing/phone';

let server: ModelServer;
let faults: Fault[];
let tab: Tab;
let bo: string;

beforeEach(async () => {
  server = new ModelServer();
  ({ faults } = putPhone(server));
  tab = await openTab();
  await joinAs(tab, 'Ada');
  const outcome = await tab.recordScan(await codeOf('Bo'));
  bo = outcome.outcome === 'met' ? outcome.encounterId : '';
});

afterEach(() => {
  tab.close();
  vi.unstubAllGlobals();
});

async function jot(text: string, noteId: string | null = null): Promise<string> {
  await tab.saveDraft(bo, { noteId, text, offer: '' });
  return (await tab.saveJot(bo, noteId)) ?? '';
}

/** Something is done while the next page is on its way. */
function during(work: () => Promise<void>): void {
  const through = globalThis.fetch;
  let done = false;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const answer = await through(url, init);
    if (init.method === 'GET' && !done) {
      done = true;
      await work();
    }
    return answer;
  });
}

test.each([true, false])(
  'a page on its way when words are let go empties nothing (news: %s)',
  async (news) => {
    const note = await jot('keeps bees');
    await tab.round();
    await jot('keeps wasps', note);
    server.refused.add('note.write');
    await tab.round();
    const { discardProblem } = await import('../commands/deal-with-problem');
    const refused = tab.signals.problems.value[0]?.op_id ?? '';
    if (news) server.meet('00000000000000c1', 'Cy');
    during(() => discardProblem(refused));
    await tab.round();
    expect(tab.signals.encounters.value).toHaveLength(news ? 2 : 1);
    expect(tab.signals.attendees.value).toHaveLength(1);
    expect(tab.signals.notes.value.map(({ text }) => text)).toEqual(['keeps bees']);
  },
);

test('words of a lost edit stay while their author is changing them', async () => {
  const note = await jot('bees');
  await tab.round();
  server.editElsewhere(note, { text: 'wasps' });
  await jot('keeps bees', note);
  faults.push('none', 'cut-before');
  await tab.round();
  const lost = tab.signals.notes.value.find((row) => row.provisional)?.id ?? '';
  await tab.saveDraft(bo, { noteId: lost, text: 'keeps two hives', offer: '' });
  await tab.round();
  expect(tab.signals.notes.value.map(({ id }) => id)).toContain(lost);

  await tab.saveJot(bo, lost);
  await tab.round();
  const texts = tab.signals.notes.value.map(({ text }) => text);
  expect(texts.sort()).toEqual(['keeps bees', 'keeps two hives', 'wasps']);
  expect(tab.signals.notes.value.some((row) => row.provisional)).toBe(false);
});

test('words of a lost edit go once their author has let go of changing them', async () => {
  const note = await jot('bees');
  await tab.round();
  server.editElsewhere(note, { text: 'wasps' });
  await jot('keeps bees', note);
  faults.push('none', 'cut-before');
  await tab.round();
  const lost = tab.signals.notes.value.find((row) => row.provisional)?.id ?? '';
  await tab.saveDraft(bo, { noteId: lost, text: 'keeps bees', offer: '' });
  await tab.round();
  await tab.saveJot(bo, lost);
  await tab.round();
  expect(tab.signals.notes.value.map(({ text }) => text).sort()).toEqual(['keeps bees', 'wasps']);
});
