/** The server calls something by another name than this phone did; every mention follows, in the same transaction. */
import { draftKey, type Op, type OutboxRow, type WriteTx } from '../db/schema';
import type { Draft, FollowUpDraft, Id, LocalEncounter } from '../db/types';

function renamed<T extends Pick<Op, 'entity_id' | 'body'>>(op: T, from: Id, to: Id): T {
  const entity_id = op.entity_id === from ? to : op.entity_id;
  const mentions = op.body.encounter_id === from;
  return { ...op, entity_id, body: mentions ? { ...op.body, encounter_id: to } : op.body };
}

function mentions(op: Pick<Op, 'entity_id' | 'body'>, id: Id): boolean {
  return op.entity_id === id || op.body.encounter_id === id;
}

/** Attempted rows keep their old names: the server resolves them, and their digest must not change. */
async function renameInOutbox(tx: WriteTx, from: Id, to: Id): Promise<void> {
  const store = tx.objectStore('outbox');
  const rows = await store.getAll();
  const touched = rows.filter((row: OutboxRow) => !row.attempted && mentions(row, from));
  await Promise.all(touched.map((row) => store.put(renamed(row, from, to))));
}

async function renameInProblems(tx: WriteTx, from: Id, to: Id): Promise<void> {
  const store = tx.objectStore('problems');
  const rows = await store.getAll();
  for (const row of rows) {
    const body = row.body as Op['body'];
    if (mentions({ ...row, body }, from)) await store.put(renamed({ ...row, body }, from, to));
  }
}

async function rememberAlias(tx: WriteTx, from: Id, to: Id): Promise<void> {
  const store = tx.objectStore('aliases');
  const [keys, values] = [await store.getAllKeys(), await store.getAll()];
  const older = keys.filter((key, index) => values[index] === from && key !== to);
  await Promise.all([from, ...older].map((key) => store.put(to, key)));
  await store.delete(to);
}

const together = (one: string, other: string): string =>
  one === other || other === '' ? one : one === '' ? other : `${one}\n${other}`;

function mergedDraft(kept: Draft | undefined, moved: Draft, to: Id): Draft {
  if (!kept) return { ...moved, encounter_id: to };
  return {
    ...kept,
    text: together(kept.text, moved.text),
    offer: together(kept.offer, moved.offer),
  };
}

async function moveDrafts(tx: WriteTx, from: Id, to: Id): Promise<void> {
  const store = tx.objectStore('drafts');
  for (const moved of await store.index('encounter').getAll(from)) {
    const key = draftKey(to, moved.note_id);
    await store.put(mergedDraft(await store.get(key), moved, to), key);
    await store.delete(draftKey(from, moved.note_id));
  }
}

async function moveNotes(tx: WriteTx, from: Id, to: Id): Promise<void> {
  const store = tx.objectStore('notes');
  const rows = await store.index('encounter').getAll(from);
  await Promise.all(rows.map((note) => store.put({ ...note, encounter_id: to })));
}

async function moveFollowUps(tx: WriteTx, from: Id, to: Id): Promise<void> {
  const store = tx.objectStore('follow_ups');
  const rows = await store.index('encounter').getAll(from);
  await Promise.all(rows.map((followUp) => store.put({ ...followUp, encounter_id: to })));
}

function mergedFollowUpDraft(kept: FollowUpDraft | undefined, moved: FollowUpDraft, to: Id): FollowUpDraft {
  if (!kept) return { ...moved, encounter_id: to };
  const decision = kept.decision ?? moved.decision;
  return { ...kept, decision, text: together(kept.text, moved.text) };
}

async function moveFollowUpDraft(tx: WriteTx, from: Id, to: Id): Promise<void> {
  const store = tx.objectStore('follow_up_drafts');
  const moved = await store.get(from);
  if (!moved) return;
  await store.put(mergedFollowUpDraft(await store.get(to), moved, to));
  await store.delete(from);
}

function mergedEncounter(kept: LocalEncounter | undefined, moved: LocalEncounter, to: Id): LocalEncounter {
  if (!kept) return { ...moved, id: to };
  const scanned = kept.person === null ? (kept.scanned ?? moved.scanned) : null;
  const badge = kept.badge ?? moved.badge;
  const i_scanned = kept.i_scanned || moved.i_scanned;
  return { ...kept, scanned, badge, label: kept.label || moved.label, i_scanned };
}

/** Needs encounters, notes, follow-ups, the drafts of both, outbox, problems and aliases in its transaction. */
export async function renameEncounter(tx: WriteTx, from: Id, to: Id): Promise<void> {
  const store = tx.objectStore('encounters');
  const moved = await store.get(from);
  if (moved) {
    await store.put(mergedEncounter(await store.get(to), moved, to));
    await store.delete(from);
  }
  await rememberAlias(tx, from, to);
  await moveNotes(tx, from, to);
  await moveDrafts(tx, from, to);
  await moveFollowUps(tx, from, to);
  await moveFollowUpDraft(tx, from, to);
  await renameInOutbox(tx, from, to);
  await renameInProblems(tx, from, to);
}

/** Needs attendees, outbox, problems and aliases: one person joins an event once, whatever their phones called it. */
export async function renameAttendee(tx: WriteTx, from: Id, to: Id): Promise<void> {
  await tx.objectStore('attendees').delete(from);
  await rememberAlias(tx, from, to);
  await renameInOutbox(tx, from, to);
  await renameInProblems(tx, from, to);
}
