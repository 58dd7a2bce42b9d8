/** Writing to one person: a draft at each pause, a follow-up on leaving the field, and what became of it. */
import { MissingError } from '../db/errors';
import { uuid7 } from '../db/ids';
import type { Op, WriteTx } from '../db/schema';
import { requireSession } from '../db/session';
import { correctedNow } from '../db/signals';
import type { Channel, Decision, FollowUpDraft, Id, LocalEncounter, LocalFollowUp } from '../db/types';
import { sha256 } from '../sync/digest';
import { enqueue } from '../sync/outbox';
import { decided, reworded } from '../sync/overlay';
import { act, actQuietly, canonicalId, encounterIn, enqueueAbout, instant, newOp } from './act';
import { accept, tidyLines } from './limits';

export interface MessageWords {
  /** Null for a new one. */
  readonly followUpId: Id | null;
  readonly text: string;
  /** The words as they stood when the field was opened; null when there were none. */
  readonly baseText: string | null;
}

/** The draft changed between reading and writing it; then it is read again. */
const CHANGED = Symbol('changed');
const PATIENCE = 5;
/** As long as the message that offers Undo. */
export const UNDO_DECISION_MS = 10_000;

function change(
  encounterId: Id,
  next: (before: FollowUpDraft | undefined, encounterId: Id) => FollowUpDraft | null,
): Promise<void> {
  return actQuietly(['follow_up_drafts', 'aliases'], async (tx) => {
    const store = tx.objectStore('follow_up_drafts');
    const id = await canonicalId(tx, encounterId);
    const row = next(await store.get(id), id);
    if (row !== null) await store.put(row);
  });
}

function draftOf(
  words: MessageWords,
  decision: Decision | null,
  at: string,
): Omit<FollowUpDraft, 'encounter_id'> {
  const { followUpId: follow_up_id, baseText: base_text, text } = words;
  return { follow_up_id, base_text, text, decision, touched_at: at };
}

/** The caller waits 300 ms after the last keystroke. Takes anything; nothing is cut. */
export function saveMessageDraft(encounterId: Id, words: MessageWords): Promise<void> {
  const at = instant();
  return change(encounterId, (before, encounter_id) => ({
    encounter_id,
    ...draftOf(words, before?.decision ?? null, at),
  }));
}

/** Sent, or let go: kept on this phone at once, and told to nobody before the time to undo it is over. */
export function decideSoon(
  encounterId: Id,
  words: MessageWords,
  what: Decision['act'],
  channel: Channel = 'other',
): Promise<void> {
  const due_at = new Date(correctedNow() + UNDO_DECISION_MS).toISOString();
  const at = instant();
  return change(encounterId, (_, encounter_id) => ({
    encounter_id,
    ...draftOf(words, { act: what, channel, due_at }, at),
  }));
}

export function undoDecision(encounterId: Id): Promise<void> {
  return change(encounterId, (before) => (before === undefined ? null : { ...before, decision: null }));
}

/** A message, or what is decided about one, that is still only a draft. */
export function hasMessage({ text, decision }: FollowUpDraft): boolean {
  return decision !== null || tidyLines(text) !== '';
}

function readDraft(encounterId: Id): Promise<FollowUpDraft | null> {
  return requireSession().db.transact(['follow_up_drafts', 'aliases'], 'readwrite', async (tx) => {
    return (await tx.objectStore('follow_up_drafts').get(await canonicalId(tx, encounterId))) ?? null;
  });
}

function newFollowUp(encounter: LocalEncounter, op: Op): LocalFollowUp {
  return {
    id: op.entity_id,
    encounter_id: encounter.id,
    event_id: encounter.event_id,
    text: '',
    state: 'drafted',
    channel: null,
    sent_at: null,
    conflict_of: null,
    created_at: op.at,
    edited_at: op.at,
  };
}

interface Step {
  readonly before: FollowUpDraft;
  readonly write: Op;
  /** Only with a decision. */
  readonly settle: Op | null;
}

/** Draft out, follow-up in, writes queued: together or not at all. */
async function keep(tx: WriteTx, encounterId: Id, step: Step): Promise<Id | null | typeof CHANGED> {
  const encounter = await encounterIn(tx, encounterId);
  const draft = await tx.objectStore('follow_up_drafts').get(encounter.id);
  if (draft === undefined) return null;
  if (draft.touched_at !== step.before.touched_at || draft.text !== step.before.text) return CHANGED;
  const text = accept('message', draft.text);
  const known = await tx.objectStore('follow_ups').get(step.write.entity_id);
  await tx.objectStore('follow_up_drafts').delete(encounter.id);
  let row = known ?? newFollowUp(encounter, step.write);
  if (text !== '' && (text !== row.text || row.state === 'let_go')) {
    row = reworded(row, text, step.write.at);
    const body = { encounter_id: encounter.id, text };
    const over = draft.base_text === null ? undefined : { text: draft.base_text };
    await enqueueAbout(tx, encounter, { ...step.write, body }, over);
  } else if (step.settle === null) return known?.id ?? null;
  if (step.settle !== null && draft.decision !== null) {
    const { act: what, channel } = draft.decision;
    row = decided(row, what, channel, step.settle.at);
    const told = what === 'sent' ? { encounter_id: encounter.id, channel } : { encounter_id: encounter.id };
    await enqueueAbout(tx, encounter, { ...step.settle, body: told });
  }
  await tx.objectStore('follow_ups').put(row);
  return row.id;
}

async function stepFor(draft: FollowUpDraft, withDecision: boolean): Promise<Step> {
  const base = draft.base_text === null ? null : await sha256(draft.base_text);
  const id = draft.follow_up_id ?? uuid7();
  const write = newOp('follow_up.write', null, id, {}, base);
  const { decision } = draft;
  if (!withDecision || decision === null) return { before: draft, write, settle: null };
  const kind = decision.act === 'sent' ? 'follow_up.mark_sent' : 'follow_up.let_go';
  return { before: draft, write, settle: { ...newOp(kind, null, id, {}), at: draft.touched_at } };
}

async function keepDraft(encounterId: Id, due: (draft: FollowUpDraft) => boolean | null): Promise<Id | null> {
  for (let turn = 0; turn < PATIENCE; turn++) {
    const draft = await readDraft(encounterId);
    const withDecision = draft === null ? null : due(draft);
    if (draft === null || withDecision === null) return null;
    const step = await stepFor(draft, withDecision);
    const kept = await act((tx) => keep(tx, encounterId, step));
    if (kept !== CHANGED) return kept;
  }
  throw new MissingError('the draft would not stand still');
}

/**
 * Turns the words into a follow-up and resolves to its id; null when there was nothing to keep.
 * Words about which something is decided wait for that. Throws InvalidInputError when they are too long.
 */
export function saveMessage(encounterId: Id): Promise<Id | null> {
  return keepDraft(encounterId, (draft) => (draft.decision === null ? false : null));
}

/** Carries out the decision that falls due at `dueAt`, if it still stands; the caller has waited. */
export function carryOut(encounterId: Id, dueAt: string): Promise<Id | null> {
  return keepDraft(encounterId, ({ decision }) => (decision?.due_at === dueAt ? true : null));
}

/** Of two versions one is enough: this one will not go out. */
export async function dropVersion(followUp: LocalFollowUp): Promise<void> {
  const { id, event_id, encounter_id } = followUp;
  const op = newOp('follow_up.let_go', event_id || null, id, { encounter_id });
  await act(async (tx) => {
    const kept = await tx.objectStore('follow_ups').get(id);
    if (kept === undefined || kept.provisional) return;
    await tx.objectStore('follow_ups').put(decided(kept, 'let_go', null, op.at));
    await enqueue(tx, op);
  });
}
