/** What writing to somebody leaves on the phone and at the server, through cuts, second thoughts and two devices. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LocalFollowUp } from '../db/types';
import { ModelServer } from '../testing/model-server';
import { codeOf, joinAs, openTab, putPhone, type Tab } from '../testing/phone';

type Commands = typeof import('./follow-up');

const WORDS = 'Hi Bo,\n\nabout those bees.';
let server: ModelServer;
let tab: Tab;
let commands: Commands;
let bo: string;
let faults: ReturnType<typeof putPhone>['faults'];

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-22T10:00:00Z'), toFake: ['Date'] });
  server = new ModelServer();
  ({ faults } = putPhone(server));
  tab = await openTab();
  commands = await import('./follow-up');
  await joinAs(tab, 'Ada');
  const scanned = await tab.recordScan(await codeOf('Bo'));
  bo = scanned.outcome === 'met' ? scanned.encounterId : '';
});

afterEach(() => {
  tab.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const fresh = (text = WORDS) => ({ followUpId: null, text, baseText: null });
const over = (row: LocalFollowUp | undefined, text: string) => ({
  followUpId: row?.id ?? null,
  text,
  baseText: row?.text ?? null,
});

async function kinds(): Promise<readonly string[]> {
  const { db } = tab.session.requireSession();
  const rows = await db.transact(['outbox'], 'readonly', (tx) => tx.objectStore('outbox').getAll());
  return rows.map((row) => row.kind).filter((kind) => kind.startsWith('follow_up.'));
}

async function write(text = WORDS): Promise<LocalFollowUp> {
  await commands.saveMessageDraft(bo, fresh(text));
  const id = await commands.saveMessage(bo);
  const row = tab.signals.followUps.value.find((one) => one.id === id);
  if (row === undefined) throw new Error('nothing was written');
  return row;
}

/** What the page does when the seconds of Undo are over. */
async function carryOut(): Promise<unknown> {
  const [draft] = tab.signals.followUpDrafts.value;
  return commands.carryOut(bo, draft?.decision?.due_at ?? 'never');
}

test('words are a draft first, then a follow-up, then with the server under the name it gave', async () => {
  await commands.saveMessageDraft(bo, fresh());
  expect(tab.signals.followUpDrafts.value).toMatchObject([{ text: WORDS, follow_up_id: null }]);
  expect(await kinds()).toEqual([]);
  const id = await commands.saveMessage(bo);
  expect(tab.signals.followUpDrafts.value).toEqual([]);
  expect(tab.signals.followUps.value).toMatchObject([
    { id, text: WORDS, state: 'drafted', encounter_id: bo },
  ]);
  expect((await tab.round()).kind).toBe('fine');
  const [kept] = server.followUps.values();
  expect(kept).toMatchObject({ id, text: WORDS });
  expect(tab.signals.followUps.value).toMatchObject([{ encounter_id: kept?.encounter_id }]);
});

test('edits that were never sent are one write; nothing at all is none', async () => {
  const first = await write();
  await commands.saveMessageDraft(bo, over(first, 'Shorter'));
  await commands.saveMessage(bo);
  expect(await kinds()).toEqual(['follow_up.write']);
  await commands.saveMessageDraft(bo, { ...over(first, '  '), baseText: 'Shorter' });
  expect(await commands.saveMessage(bo)).toBe(first.id);
  expect(tab.signals.followUps.value).toMatchObject([{ text: 'Shorter' }]);
  await tab.round();
  expect([...server.followUps.values()]).toMatchObject([{ text: 'Shorter' }]);
});

test('lines are tidied as the server does, so that the next edit knows what it changes', async () => {
  const kept = await write(' Hi \t Bo, \r\n\r\n bees \n');
  expect(kept.text).toBe('Hi   Bo,\n\nbees');
});

test('too long is refused and the draft stays', async () => {
  await commands.saveMessageDraft(bo, fresh('x'.repeat(2_001)));
  await expect(commands.saveMessage(bo)).rejects.toMatchObject({ reason: 'too-long', limit: 2_000 });
  expect(tab.signals.followUpDrafts.value).toHaveLength(1);
});

test('sent is told to nobody before the time to undo it is over, and then it stays', async () => {
  const row = await write();
  await commands.decideSoon(bo, over(row, WORDS), 'sent', 'email');
  expect(await commands.carryOut(bo, '2026-11-22T10:00:00.000Z')).toBeNull();
  expect(await commands.saveMessage(bo)).toBeNull();
  expect(await kinds()).toEqual(['follow_up.write']);
  expect(await carryOut()).toBe(row.id);
  expect(await kinds()).toEqual(['follow_up.write', 'follow_up.mark_sent']);
  expect(tab.signals.followUps.value).toMatchObject([{ state: 'sent', channel: 'email' }]);
  faults.push('cut-after', 'cut-before');
  for (let turn = 0; turn < 4; turn++) await tab.round();
  expect([...server.followUps.values()]).toMatchObject([{ id: row.id, text: WORDS, state: 'sent' }]);
  await commands.decideSoon(bo, over(row, WORDS), 'let_go');
  await carryOut();
  expect(tab.signals.followUps.value).toMatchObject([{ state: 'sent' }]);
  await tab.round();
  expect([...server.followUps.values()]).toMatchObject([{ state: 'sent' }]);
});

test('undo leaves the words and nothing else', async () => {
  await commands.decideSoon(bo, fresh(), 'sent', 'copy');
  await commands.undoDecision(bo);
  expect(await carryOut()).toBeNull();
  expect(tab.signals.followUpDrafts.value).toMatchObject([{ text: WORDS, decision: null }]);
  expect(await kinds()).toEqual([]);
});

test('the first draft, sent as it stands, is kept as it went', async () => {
  await commands.decideSoon(bo, fresh(), 'sent', 'copy');
  tab.close();
  tab = await openTab();
  commands = await import('./follow-up');
  await carryOut();
  await tab.round();
  expect([...server.followUps.values()]).toMatchObject([{ text: WORDS, state: 'sent' }]);
});

test('what was let go without a word can be taken up again', async () => {
  await commands.decideSoon(bo, fresh(''), 'let_go');
  await carryOut();
  expect(await kinds()).toEqual(['follow_up.let_go']);
  const [row] = tab.signals.followUps.value;
  await commands.saveMessageDraft(bo, over(row, 'After all'));
  await commands.saveMessage(bo);
  expect(tab.signals.followUps.value).toMatchObject([{ state: 'drafted', text: 'After all' }]);
  await tab.round();
  expect([...server.followUps.values()]).toMatchObject([{ state: 'drafted', text: 'After all' }]);
});

test('two devices keep both texts, and one can be let go', async () => {
  const row = await write();
  await tab.round();
  const there = server.followUps.get(row.id);
  if (there === undefined) throw new Error('not sent');
  server.putFollowUp({ ...there, text: 'From the tablet' });
  await commands.saveMessageDraft(bo, over(row, 'From the phone'));
  await commands.saveMessage(bo);
  await tab.round();
  await tab.round();
  const texts = tab.signals.followUps.value.map((one) => [one.text, one.conflict_of, one.provisional]);
  expect(texts.sort()).toEqual([
    ['From the phone', row.id, undefined],
    ['From the tablet', null, undefined],
  ]);
  const other = tab.signals.followUps.value.find((one) => one.conflict_of === row.id);
  if (other !== undefined) await commands.dropVersion(other);
  await tab.round();
  expect([...server.followUps.values()].map((one) => one.state)).toEqual(['drafted', 'let_go']);
});

test('a phone that comes back from nothing gets them, and a restored server gets them again', async () => {
  const row = await write();
  await tab.round();
  server.restoreEmpty();
  server.meet('b'.repeat(16), 'Somebody');
  await tab.round();
  await tab.round();
  expect([...server.followUps.values()]).toMatchObject([{ id: row.id, text: WORDS }]);
  expect(tab.signals.followUps.value).toMatchObject([{ id: row.id, text: WORDS }]);
});

test('a refused message waits for its author', async () => {
  server.refused.add('follow_up.write');
  await write();
  await tab.round();
  expect(tab.signals.problems.value).toMatchObject([{ kind: 'follow_up.write', body: { text: WORDS } }]);
});
