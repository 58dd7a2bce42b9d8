/** Whatever the network does, and however tabs come and go: no word is lost, and none is doubled. */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Note } from '../db/types';
import { ModelServer } from '../testing/model-server';
import type { NoteWords } from '../testing/model-words';
import { codeOf, type Fault, joinAs, openTab, putPhone, type Tab } from '../testing/phone';

const PEOPLE = ['Bo', 'Cy', 'Di', 'Eve'];
const FAULTS: readonly Fault[] = [
  'none',
  'none',
  'cut-before',
  'cut-after',
  'twice',
  'late',
  'portal',
  'broken',
  'half',
];

type Picked = 'scan' | 'jot' | 'edit' | 'delete' | 'share' | 'edit-elsewhere' | 'scanned-by';

type Act =
  | { readonly kind: Picked; readonly tab: number; readonly pick: number }
  | { readonly kind: 'send' | 'reload' | 'send-and-reload' | 'send-both'; readonly tab: number };

const tabs = fc.nat(1);
const pick = fc.nat(50);
const picked = (weight: number, ...kinds: readonly Picked[]) => ({
  weight,
  arbitrary: fc.record({ kind: fc.constantFrom(...kinds), tab: tabs, pick }),
});
const other = (weight: number, kind: 'send' | 'reload' | 'send-and-reload' | 'send-both') => ({
  weight,
  arbitrary: fc.record({ kind: fc.constant(kind), tab: tabs }),
});
const act: fc.Arbitrary<Act> = fc.oneof(
  picked(4, 'scan'),
  picked(5, 'jot', 'edit'),
  picked(1, 'delete', 'share'),
  picked(2, 'edit-elsewhere', 'scanned-by'),
  other(3, 'send'),
  other(2, 'send-and-reload'),
  other(2, 'send-both'),
  other(1, 'reload'),
);

const wordsOf = ({ text, offer }: NoteWords): string[] => [text, offer].filter((word) => word !== '');

/** What a person with this phone has done and seen. */
class World {
  readonly server = new ModelServer();
  readonly phone: ReturnType<typeof putPhone>;
  readonly written = new Set<string>();
  readonly seen = new Set<string>();
  /** Words that somebody knowingly put others in place of, or deleted. */
  readonly givenUp = new Set<string>();
  readonly met = new Set<string>();
  readonly open: Tab[] = [];
  private words = 0;

  constructor(faults: readonly Fault[]) {
    this.phone = putPhone(this.server, [...faults]);
  }

  private text(who: string): string {
    this.words += 1;
    return `${who} ${this.words}`;
  }

  /** Every third time the detail, every third time the offer, else both. */
  private newWords(who: string, at: number, before?: NoteWords): NoteWords {
    const text = at % 3 === 1 ? (before?.text ?? '') : this.text(who);
    return { text, offer: at % 3 === 2 ? (before?.offer ?? '') : this.text(who) };
  }

  private giveUp(before: NoteWords, after: NoteWords): void {
    if (before.text !== after.text) this.givenUp.add(before.text);
    if (before.offer !== after.offer) this.givenUp.add(before.offer);
  }

  private async jot(tab: Tab, encounterId: string, at: number, note?: Note): Promise<void> {
    const words = this.newWords('mine', at, note);
    const base = note === undefined ? {} : { base: note };
    await tab.saveDraft(encounterId, { noteId: note?.id ?? null, ...words, ...base });
    if ((await tab.saveJot(encounterId, note?.id ?? null)) === null) return;
    if (note !== undefined) this.giveUp(note, words);
    for (const word of wordsOf(words)) this.written.add(word);
  }

  private async onNote(tab: Tab, kind: 'edit' | 'delete', at: number): Promise<void> {
    const shown = tab.signals.notes.value.filter((note) => !note.provisional);
    const note = shown[at % Math.max(1, shown.length)];
    if (note === undefined) return;
    if (kind === 'edit') return this.jot(tab, note.encounter_id, at, note);
    this.giveUp(note, { text: '', offer: '' });
    await tab.deleteNote(note.id);
  }

  private async onPerson(tab: Tab, kind: 'scan' | 'jot' | 'share', at: number): Promise<void> {
    if (kind === 'scan') {
      const name = PEOPLE[at % PEOPLE.length] ?? 'Bo';
      this.met.add(name);
      await tab.recordScan(await codeOf(name));
      return;
    }
    const rows = tab.signals.encounters.value;
    const row = rows[at % Math.max(1, rows.length)];
    if (row === undefined) return;
    await (kind === 'jot' ? this.jot(tab, row.id, at) : tab.shareContactDetails(row.id));
  }

  private async elsewhere(kind: 'edit-elsewhere' | 'scanned-by', at: number): Promise<void> {
    if (kind === 'scanned-by') {
      const name = PEOPLE[at % PEOPLE.length] ?? 'Bo';
      const { parse } = await import('../card/parse');
      const scanned = parse(await codeOf(name), location.origin);
      if (scanned.kind === 'live-code') this.server.meet(scanned.content.cardId, name);
      this.met.add(name);
      return;
    }
    const ids = [...this.server.notes.keys()];
    const id = ids[at % Math.max(1, ids.length)];
    const before = id === undefined ? undefined : this.server.notes.get(id);
    if (id === undefined || before === undefined) return;
    const words = this.newWords('elsewhere', at, before);
    this.giveUp(before, words);
    for (const word of wordsOf(words)) this.written.add(word);
    this.server.editElsewhere(id, words);
  }

  private look(): void {
    for (const tab of this.open) {
      for (const word of tab.signals.notes.value.flatMap(wordsOf)) this.seen.add(word);
    }
  }

  private async reload(at: number): Promise<void> {
    this.open[at]?.close();
    this.open[at] = await openTab();
  }

  private doOne(tab: Tab, kind: Picked, at: number): Promise<void> {
    if (kind === 'edit' || kind === 'delete') return this.onNote(tab, kind, at);
    if (kind === 'edit-elsewhere' || kind === 'scanned-by') return this.elsewhere(kind, at);
    return this.onPerson(tab, kind, at);
  }

  async do(step: Act): Promise<void> {
    const tab = this.open[step.tab];
    if (tab === undefined) return;
    // What other tabs did is told by a channel; here it may come late, or not before the next write.
    if ('pick' in step) await this.doOne(tab, step.kind, step.pick);
    else if (step.kind === 'send') await tab.round();
    else if (step.kind === 'send-both') await Promise.all(this.open.map((one) => one.round()));
    else if (step.kind === 'reload') await this.reload(step.tab);
    else if (step.kind === 'send-and-reload') {
      const sending = tab.round().catch(() => undefined);
      await this.reload(step.tab);
      await sending;
    }
    this.look();
  }

  async settle(): Promise<Tab> {
    this.phone.faults.length = 0;
    await this.reload(0);
    const [tab] = this.open;
    if (tab === undefined) throw new Error('no tab');
    for (let turn = 0; turn < 4; turn++) await tab.round();
    await tab.refresh();
    return tab;
  }
}

function checkNothingLost(world: World): void {
  const kept = new Set([...world.server.notes.values()].flatMap(wordsOf));
  for (const word of world.written) expect(kept.has(word) || world.givenUp.has(word), word).toBe(true);
  // What a write of this phone took the place of, this phone had shown.
  for (const { old } of world.server.overwritten) expect(world.seen.has(old), old).toBe(true);
}

function checkNothingDoubled(world: World, tab: Tab): void {
  for (const times of world.server.applications.values()) expect(times).toBe(1);
  const notes = [...world.server.notes.values()].map((note) => wordsOf(note).join('; ')).sort();
  expect(new Set(notes).size).toBe(notes.length);
  expect(tab.signals.notes.value.map((note) => wordsOf(note).join('; ')).sort()).toEqual(notes);
  const names = tab.signals.encounters.value.map((row) => row.person?.name).sort();
  expect(names).toEqual([...world.met].sort());
  expect(tab.signals.encounters.value.every((row) => !row.local)).toBe(true);
}

async function run(steps: readonly Act[], faults: readonly Fault[]): Promise<void> {
  const world = new World(faults);
  try {
    world.open.push(await openTab());
    await joinAs(world.open[0] as Tab, 'Ada');
    world.open.push(await openTab());
    for (const step of steps) await world.do(step);
    const tab = await world.settle();
    expect(tab.signals.problems.value).toEqual([]);
    expect(tab.signals.unsent.value).toBe(0);
    checkNothingLost(world);
    checkNothingDoubled(world, tab);
  } finally {
    for (const tab of world.open) tab.close();
    vi.unstubAllGlobals();
  }
}

test('nothing is lost and nothing doubled', { timeout: 120_000 }, async () => {
  const steps = fc.array(act, { minLength: 10, maxLength: 40 });
  const faults = fc.array(fc.constantFrom(...FAULTS), { minLength: 0, maxLength: 60 });
  await fc.assert(fc.asyncProperty(steps, faults, run), {
    seed: Number(process.env.KITH_SEED ?? 20_261_122),
    numRuns: Number(process.env.KITH_RUNS ?? 25),
    timeout: 10_000,
    endOnFailure: true,
  });
});
