/** Takes the server's results for a batch into the database: one transaction for all of them. */
import type { OutboxRow, WriteTx } from '../db/schema';
import type { Id, LocalFollowUp, LocalNote, ProblemDetails } from '../db/types';
import { putEntity } from './apply';
import { changeMeta } from './meta';
import { unsentOps } from './outbox';
import type { FollowUpWrite, NoteWrite } from './overlay';
import { renameAttendee, renameEncounter } from './rename';
import type { OpResult, WireEntity } from './wire';

const UNEXPLAINED: ProblemDetails = {
  type: 'about:blank',
  title: 'Refused',
  status: 422,
  code: 'refused',
  detail: '',
};

/** This phone had joined the new name to another encounter, which the server does not know: it is the same one. */
async function followEarlierName(tx: WriteTx, from: Id, to: Id): Promise<void> {
  const earlier = await tx.objectStore('aliases').get(from);
  if (earlier === undefined || earlier === to) return;
  if ((await tx.objectStore('encounters').get(earlier))?.local) await renameEncounter(tx, earlier, to);
}

async function follow(tx: WriteTx, row: OutboxRow, entity: WireEntity): Promise<void> {
  if (entity.id === row.entity_id) return;
  if (entity.kind === 'encounter') {
    await followEarlierName(tx, row.entity_id, entity.id);
    await renameEncounter(tx, row.entity_id, entity.id);
  }
  if (entity.kind === 'attendee') await renameAttendee(tx, row.entity_id, entity.id);
}

/** What my words of a lost edit have in common, whatever they are. */
function mine(row: OutboxRow, about: Id, eventId: Id | undefined) {
  return {
    id: row.op_id,
    encounter_id: about,
    event_id: row.event_id ?? eventId ?? '',
    conflict_of: row.entity_id,
    created_at: row.at,
    edited_at: row.at,
    provisional: true,
  } as const;
}

async function keepLostNote(tx: WriteTx, row: OutboxRow): Promise<void> {
  const { text, offer, encounter_id } = row.body as unknown as NoteWrite;
  const store = tx.objectStore('notes');
  const original = await store.get(row.entity_id);
  const about = original?.encounter_id ?? encounter_id;
  const beside = await store.index('encounter').getAll(about);
  const same = (note: LocalNote): boolean => note.text === text && note.offer === offer;
  if (beside.some((note) => note.conflict_of === row.entity_id && same(note))) return;
  const note: LocalNote = { ...mine(row, about, original?.event_id), text, offer };
  await store.put(note);
  await changeMeta(tx, { provisional: true });
}

async function keepLostFollowUp(tx: WriteTx, row: OutboxRow): Promise<void> {
  const { text, encounter_id } = row.body as unknown as FollowUpWrite;
  const store = tx.objectStore('follow_ups');
  const original = await store.get(row.entity_id);
  const about = original?.encounter_id ?? encounter_id;
  const beside = await store.index('encounter').getAll(about);
  if (beside.some((one) => one.conflict_of === row.entity_id && one.text === text)) return;
  const unsent = { state: 'drafted', channel: null, sent_at: null } as const;
  const followUp: LocalFollowUp = { ...mine(row, about, original?.event_id), ...unsent, text };
  await store.put(followUp);
  await changeMeta(tx, { provisional: true });
}

/** Both texts stay in sight: the server's under its own name, mine beside it until the server's copy arrives. */
async function keepLostEdit(tx: WriteTx, row: OutboxRow, entity: WireEntity | null): Promise<void> {
  if (entity?.data?.conflict_of === row.entity_id) return;
  if (row.kind === 'note.write') await keepLostNote(tx, row);
  if (row.kind === 'follow_up.write') await keepLostFollowUp(tx, row);
}

/** The author sees it, and the others go on. */
export async function refuse(tx: WriteTx, row: OutboxRow, problem: ProblemDetails): Promise<void> {
  const { op_id, kind, event_id, entity_id, body, at } = row;
  await tx.objectStore('problems').put({ op_id, kind, event_id, entity_id, body, at, problem });
  await tx.objectStore('outbox').delete(row.seq);
}

async function finish(tx: WriteTx, row: OutboxRow, result: OpResult, sentAt: string): Promise<void> {
  await tx.objectStore('outbox').delete(row.seq);
  await tx.objectStore('sent').put({ ...row, sent_at: sentAt });
  const entity = result.entity ?? null;
  if (entity !== null) await follow(tx, row, entity);
  const lost = result.status === 'conflict' || result.was === 'conflict';
  if (lost) await keepLostEdit(tx, row, entity);
  if (entity?.data == null) return;
  await putEntity(tx, entity.kind, entity.data, await unsentOps(tx));
}

/** Deleting what the server does not know is done. */
function isMoot(row: OutboxRow, result: OpResult): boolean {
  return row.kind === 'note.delete' && result.problem?.status === 404;
}

/**
 * `digests` maps op ids to what was sent; a result with another digest is not about our words.
 * Resolves to the rows that the server wants to see again later, by their op ids.
 */
export async function settle(
  tx: WriteTx,
  rows: readonly OutboxRow[],
  digests: ReadonlyMap<string, string>,
  results: readonly OpResult[],
  sentAt: string,
): Promise<readonly string[]> {
  const byOp = new Map(results.map((result) => [result.op_id, result]));
  const held: string[] = [];
  for (const row of rows) {
    const result = byOp.get(row.op_id);
    const ours = result !== undefined && result.digest === digests.get(row.op_id);
    const here = (await tx.objectStore('outbox').get(row.seq))?.op_id === row.op_id;
    if (!here) continue;
    if (!ours || result.status === 'retry') held.push(row.op_id);
    else if (result.status === 'rejected' && !isMoot(row, result))
      await refuse(tx, row, result.problem ?? UNEXPLAINED);
    else await finish(tx, row, result, sentAt);
  }
  return held;
}
