/** Jotting: a draft at each pause, a note on leaving the field. */
import { MissingError } from '../db/errors';
import { uuid7 } from '../db/ids';
import { askToKeep } from '../db/persist';
import type { Op, WriteTx } from '../db/schema';
import { requireSession } from '../db/session';
import { notes } from '../db/signals';
import type { Draft, Id, LocalEncounter, LocalNote } from '../db/types';
import { sha256 } from '../sync/digest';
import { enqueue } from '../sync/outbox';
import { act, actQuietly, encounterIn, enqueueAbout, instant, newOp } from './act';
import { accept, fits, tidy } from './limits';

export interface DraftWords {
  /** Null for a new note. */
  readonly noteId: Id | null;
  readonly text: string;
  readonly offer: string;
  /** The note's text as it stood when the field was opened; without it, as it stands at the first draft. */
  readonly baseText?: string;
}

/** The draft changed between reading and writing it; then it is read again. */
const CHANGED = Symbol('changed');
const PATIENCE = 5;

async function canonicalId(tx: WriteTx, id: Id): Promise<Id> {
  return (await tx.objectStore('aliases').get(id)) ?? id;
}

async function baseOf(tx: WriteTx, before: Draft | undefined, words: DraftWords): Promise<string | null> {
  if (words.noteId === null) return null;
  if (words.baseText !== undefined) return words.baseText;
  if (before?.note_id === words.noteId) return before.base_text;
  return (await tx.objectStore('notes').get(words.noteId))?.text ?? null;
}

/** The caller waits 300 ms after the last keystroke. Takes anything; nothing is cut. */
export function saveDraft(encounterId: Id, words: DraftWords): Promise<void> {
  const { noteId: note_id, text, offer } = words;
  const touched_at = instant();
  return actQuietly(['drafts', 'aliases', 'notes'], async (tx) => {
    const encounter_id = await canonicalId(tx, encounterId);
    const before = await tx.objectStore('drafts').get(encounter_id);
    const base_text = await baseOf(tx, before, words);
    const draft = { encounter_id, note_id, base_text, text, offer, touched_at };
    await tx.objectStore('drafts').put(fits(words) ? draft : { ...draft, unfit: true });
  });
}

export function dropDraft(encounterId: Id): Promise<void> {
  return actQuietly(['drafts', 'aliases'], async (tx) => {
    await tx.objectStore('drafts').delete(await canonicalId(tx, encounterId));
  });
}

function readDraft(encounterId: Id): Promise<Draft | null> {
  return requireSession().db.transact(['drafts', 'aliases'], 'readwrite', async (tx) => {
    return (await tx.objectStore('drafts').get(await canonicalId(tx, encounterId))) ?? null;
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

/** Draft out, note in, write queued: together or not at all. */
async function keep(
  tx: WriteTx,
  encounterId: Id,
  before: Draft,
  op: Op,
): Promise<Id | null | typeof CHANGED> {
  const encounter = await encounterIn(tx, encounterId);
  const draft = await tx.objectStore('drafts').get(encounter.id);
  if (draft === undefined) return null;
  if (draft.note_id !== before.note_id || draft.base_text !== before.base_text) return CHANGED;
  const text = accept('note', draft.text);
  const offer = accept('offer', draft.offer);
  const note = await tx.objectStore('notes').get(op.entity_id);
  await tx.objectStore('drafts').delete(encounter.id);
  if (text === '' && offer === '') return null;
  if (note !== undefined && note.text === text && note.offer === offer) return note.id;
  const fresh = noteAbout(encounter, op, text, offer);
  await tx.objectStore('notes').put(note ? { ...note, text, offer, edited_at: op.at } : fresh);
  const body = { encounter_id: encounter.id, text, offer };
  await enqueueAbout(tx, encounter, { ...op, body }, draft.base_text ?? undefined);
  return op.entity_id;
}

/**
 * Turns the draft into a note and resolves to its id; null when there was nothing to keep.
 * Throws InvalidInputError when it is too long: the draft then stays.
 */
export async function saveJot(encounterId: Id): Promise<Id | null> {
  for (let turn = 0; turn < PATIENCE; turn++) {
    const draft = await readDraft(encounterId);
    if (draft === null) return null;
    const base = draft.base_text === null ? null : await sha256(draft.base_text);
    const op = newOp('note.write', null, draft.note_id ?? uuid7(), {}, base);
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
  const op = newOp('note.delete', shown.event_id || null, noteId, {}, await sha256(shown.text));
  await act(async (tx) => {
    await tx.objectStore('notes').delete(noteId);
    await enqueue(tx, op);
  });
}

/** Words that are still only a draft. */
export function hasWords(draft: Draft): boolean {
  return tidy(draft.text) !== '' || tidy(draft.offer) !== '';
}
