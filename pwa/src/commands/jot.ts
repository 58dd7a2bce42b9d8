/** Jotting: a draft at each pause, a note on leaving the field. */
import { MissingError } from '../db/errors';
import { uuid7 } from '../db/ids';
import { askToKeep } from '../db/persist';
import { draftKey, type Op, type WriteTx } from '../db/schema';
import { requireSession } from '../db/session';
import { notes } from '../db/signals';
import type { Draft, Id, LocalEncounter, LocalNote } from '../db/types';
import { digestOfWords, sha256 } from '../sync/digest';
import { type BaseWords, enqueue } from '../sync/outbox';
import { act, actQuietly, canonicalId, encounterIn, enqueueAbout, instant, newOp } from './act';
import { accept, fits, tidy } from './limits';

export interface DraftWords {
  /** Null for a new note. */
  readonly noteId: Id | null;
  readonly text: string;
  readonly offer: string;
  /** The note's words as they stood when the field was opened; without them, as they stand at the first draft. */
  readonly base?: BaseWords;
}

/** The draft changed between reading and writing it; then it is read again. */
const CHANGED = Symbol('changed');
const PATIENCE = 5;

/** The words that a draft changes; null for a new note. */
export function baseOfDraft({ base_text, base_offer }: Draft): BaseWords | null {
  if (base_text === null) return null;
  return base_offer === undefined ? { text: base_text } : { text: base_text, offer: base_offer };
}

async function baseOf(tx: WriteTx, before: Draft | undefined, words: DraftWords): Promise<BaseWords | null> {
  if (words.noteId === null) return null;
  if (words.base !== undefined) return words.base;
  if (before !== undefined) return baseOfDraft(before);
  return (await tx.objectStore('notes').get(words.noteId)) ?? null;
}

/** The caller waits 300 ms after the last keystroke. Takes anything; nothing is cut. */
export function saveDraft(encounterId: Id, words: DraftWords): Promise<void> {
  const { noteId: note_id, text, offer } = words;
  const touched_at = instant();
  return actQuietly(['drafts', 'aliases', 'notes'], async (tx) => {
    const encounter_id = await canonicalId(tx, encounterId);
    const key = draftKey(encounter_id, note_id);
    const before = await tx.objectStore('drafts').get(key);
    const base = await baseOf(tx, before, words);
    const base_offer = base?.offer === undefined ? {} : { base_offer: base.offer };
    const bases = { base_text: base?.text ?? null, ...base_offer };
    const draft = { encounter_id, note_id, ...bases, text, offer, touched_at };
    await tx.objectStore('drafts').put(fits(words) ? draft : { ...draft, unfit: true }, key);
  });
}

function readDraft(encounterId: Id, noteId: Id | null): Promise<Draft | null> {
  return requireSession().db.transact(['drafts', 'aliases'], 'readwrite', async (tx) => {
    const key = draftKey(await canonicalId(tx, encounterId), noteId);
    return (await tx.objectStore('drafts').get(key)) ?? null;
  });
}

function noteAbout(encounter: LocalEncounter, op: Op, text: string, offer: string): LocalNote {
  return {
    id: op.entity_id,
    encounter_id: encounter.id,
    event_id: encounter.event_id,
    text,
    offer,
    conflict_of: null,
    created_at: op.at,
    edited_at: op.at,
  };
}

const sameBase = (one: Draft, other: Draft): boolean =>
  one.note_id === other.note_id && one.base_text === other.base_text && one.base_offer === other.base_offer;

/** Draft out, note in, write queued: together or not at all. */
async function keep(
  tx: WriteTx,
  encounterId: Id,
  before: Draft,
  op: Op,
): Promise<Id | null | typeof CHANGED> {
  const encounter = await encounterIn(tx, encounterId);
  const key = draftKey(encounter.id, before.note_id);
  const draft = await tx.objectStore('drafts').get(key);
  if (draft === undefined) return null;
  if (!sameBase(draft, before)) return CHANGED;
  const text = accept('note', draft.text);
  const offer = accept('offer', draft.offer);
  const note = await tx.objectStore('notes').get(op.entity_id);
  await tx.objectStore('drafts').delete(key);
  if (text === '' && offer === '') return null;
  if (note !== undefined && note.text === text && note.offer === offer) return note.id;
  const fresh = noteAbout(encounter, op, text, offer);
  await tx.objectStore('notes').put(note ? { ...note, text, offer, edited_at: op.at } : fresh);
  const body = { encounter_id: encounter.id, text, offer };
  await enqueueAbout(tx, encounter, { ...op, body }, baseOfDraft(draft) ?? undefined);
  return op.entity_id;
}

async function digestOfBase(base: BaseWords | null): Promise<string | null> {
  if (base === null) return null;
  return base.offer === undefined ? sha256(base.text) : digestOfWords(base.text, base.offer);
}

/**
 * Turns the draft of a note, or of a new one (null), into a note and resolves to its id; null when there was nothing to keep.
 * Throws InvalidInputError when it is too long: the draft then stays.
 */
export async function saveJot(encounterId: Id, noteId: Id | null): Promise<Id | null> {
  for (let turn = 0; turn < PATIENCE; turn++) {
    const draft = await readDraft(encounterId, noteId);
    if (draft === null) return null;
    const base = await digestOfBase(baseOfDraft(draft));
    const op = newOp('note.write', null, noteId ?? uuid7(), {}, base);
    const kept = await act((tx) => keep(tx, encounterId, draft, op));
    if (kept === CHANGED) continue;
    void askToKeep();
    return kept;
  }
  throw new MissingError('the draft would not stand still');
}

/** Deletes the words that the screen shows; if they were changed elsewhere, the change wins. */
export async function deleteNote(noteId: Id): Promise<void> {
  const shown = notes.value.find((note) => note.id === noteId);
  // A provisional one has no name at the server; its real copy comes with the next pull.
  if (shown === undefined || shown.provisional) return;
  const base = await digestOfWords(shown.text, shown.offer);
  const op = newOp('note.delete', shown.event_id || null, noteId, {}, base);
  await act(async (tx) => {
    await tx.objectStore('notes').delete(noteId);
    await enqueue(tx, op);
  });
}

/** Words that are still only a draft. */
export function hasWords(draft: Draft): boolean {
  return tidy(draft.text) !== '' || tidy(draft.offer) !== '';
}
