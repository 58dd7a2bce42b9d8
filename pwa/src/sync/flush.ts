/** Sends the outbox: in order, in batches, each write until the server has named it. */
import type { Connection } from '../db/connection';
import type { AccountSchema, AccountStore, OutboxRow } from '../db/schema';
import type { Id, ProblemDetails } from '../db/types';
import { ensureAccount, tryAccountAgain } from './account';
import { digestOf } from './digest';
import { changeMeta, readMeta } from './meta';
import { onTheWire, takeBatch } from './outbox';
import { CLIENT_VERSION } from './pull';
import { refuse, settle } from './settle';
import { MOST_OPS } from './timing';
import type { Answer, Transport } from './transport';
import { isPushAnswer, type PushAnswer } from './wire';

export interface FlushPorts {
  readonly accountId: Id;
  readonly db: Connection<AccountSchema>;
  readonly call: Transport;
  readonly now: () => number;
  /** False once this phone belongs to somebody else: nothing may then be sent under the new cookie. */
  readonly stillMine: () => Promise<boolean>;
  readonly onChange: (stores: readonly AccountStore[]) => Promise<void>;
}

export type Flushed =
  | { readonly kind: 'fine' }
  /** The server wants some rows again later. */
  | { readonly kind: 'held' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'update' }
  | { readonly kind: 'trouble'; readonly answer: Exclude<Answer<never>, { kind: 'ok' }> };

export const FLUSH_STORES: readonly AccountStore[] = [
  'meta',
  'events',
  'attendees',
  'encounters',
  'notes',
  'outbox',
  'sent',
  'drafts',
  'problems',
  'aliases',
  'follow_ups',
  'follow_up_drafts',
];

/** Statuses that speak about the content of the request, not about the day. */
const ABOUT_CONTENT: ReadonlySet<number> = new Set([400, 413, 422]);

interface Progress {
  ops: number;
  readonly held: Set<string>;
  triedAccountAgain: boolean;
}

async function nextBatch(ports: FlushPorts, { ops, held }: Progress): Promise<OutboxRow[]> {
  const waiting = await ports.db.transact(['outbox'], 'readonly', (tx) => tx.objectStore('outbox').count());
  if (waiting === 0) return [];
  return ports.db.transact(['outbox'], 'readwrite', (tx) => takeBatch(tx, { ops, held }));
}

async function send(
  ports: FlushPorts,
  rows: readonly OutboxRow[],
  keepalive: boolean,
): Promise<Answer<PushAnswer>> {
  const { device_id } = await ports.db.transact(['meta'], 'readonly', readMeta);
  const ops = rows.map(onTheWire).join(',');
  const body = `{"v":1,"device_id":${JSON.stringify(device_id)},"ops":[${ops}]}`;
  return ports.call({ method: 'POST', path: '/sync', body, keepalive, is: isPushAnswer });
}

async function take(ports: FlushPorts, rows: readonly OutboxRow[], answer: PushAnswer, progress: Progress) {
  const digests = await Promise.all(rows.map(digestOf));
  const sent = new Map(rows.map((row, index) => [row.op_id, digests[index] ?? '']));
  const sentAt = new Date(ports.now()).toISOString();
  const held = await ports.db.transact(FLUSH_STORES, 'readwrite', async (tx) => {
    await changeMeta(tx, { device_secret: null });
    return settle(tx, rows, sent, answer.results, sentAt);
  });
  for (const op of held) progress.held.add(op);
  progress.ops = MOST_OPS;
  await ports.onChange(FLUSH_STORES);
}

/** The request itself was refused: the half is tried, down to the one row that cannot be read. */
async function narrow(
  ports: FlushPorts,
  rows: readonly OutboxRow[],
  problem: ProblemDetails,
  progress: Progress,
) {
  const [only] = rows;
  if (rows.length > 1 || only === undefined) {
    progress.ops = Math.floor(rows.length / 2);
    return;
  }
  await ports.db.transact(['outbox', 'problems'], 'readwrite', (tx) => refuse(tx, only, problem));
  progress.ops = MOST_OPS;
  await ports.onChange(['outbox', 'problems']);
}

/** Null to go on with the next batch. */
async function handle(
  ports: FlushPorts,
  rows: readonly OutboxRow[],
  answer: Answer<PushAnswer>,
  progress: Progress,
): Promise<Flushed | null> {
  if (answer.kind === 'ok') {
    await take(ports, rows, answer.body, progress);
    return answer.body.min_client > CLIENT_VERSION ? { kind: 'update' } : null;
  }
  if (answer.kind === 'problem' && ABOUT_CONTENT.has(answer.status)) {
    await narrow(ports, rows, answer.problem, progress);
    return null;
  }
  const signedOut = answer.kind === 'problem' && answer.status === 401;
  if (signedOut && !progress.triedAccountAgain && (await tryAccountAgain(ports.db))) {
    progress.triedAccountAgain = true;
    return null;
  }
  return { kind: 'trouble', answer };
}

/** With `keepalive` one batch goes out, as the last thing a page does. */
export async function flush(ports: FlushPorts, keepalive = false): Promise<Flushed> {
  const progress: Progress = { ops: MOST_OPS, held: new Set(), triedAccountAgain: false };
  for (;;) {
    if (!(await ports.stillMine())) return { kind: 'stopped' };
    const trouble = await ensureAccount(ports);
    if (trouble !== null) return { kind: 'trouble', answer: trouble };
    const rows = await nextBatch(ports, progress);
    if (rows.length === 0) break;
    const end = await handle(ports, rows, await send(ports, rows, keepalive), progress);
    if (end !== null) return end;
    if (keepalive) break;
  }
  return { kind: progress.held.size > 0 ? 'held' : 'fine' };
}
