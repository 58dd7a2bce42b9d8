/** Asks what changed and takes it into the database, page by page. */
import type { Connection } from '../db/connection';
import type { AccountSchema, AccountStore, Op, ReadTx, WriteTx } from '../db/schema';
import type { Id, LocalFollowUp, LocalNote } from '../db/types';
import { applyChanges } from './apply';
import { changeMeta, readMeta } from './meta';
import { unsentOps } from './outbox';
import { noteReset, offerSentAgain } from './reset';
import { LONGEST_POLL, SHORTEST_POLL } from './timing';
import type { Answer, Transport } from './transport';
import { isPullAnswer, type PullAnswer } from './wire';

export const PULL_STORES: readonly AccountStore[] = [
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
  'later',
];

export type Pulled =
  | { readonly kind: 'fine'; readonly pollAfterMs: number }
  | { readonly kind: 'trouble'; readonly answer: Exclude<Answer<never>, { kind: 'ok' }> }
  | { readonly kind: 'update' };

export interface PullPorts {
  readonly db: Connection<AccountSchema>;
  readonly call: Transport;
  readonly watching: () => boolean;
  /** The stores that a page may have changed. */
  readonly onChange: (stores: readonly AccountStore[]) => Promise<void>;
}

export const CLIENT_VERSION = 1;

const ASKED_FROM: readonly AccountStore[] = ['meta', 'events', 'outbox', 'problems'];

/** How many events a question names: an address may be about 8 kB long, and each takes 45 bytes. */
const MOST_EVENTS = 100;

/** Where the server does not know me: my joining waits here, or was refused. It would call that event gone. */
async function notLetIn(tx: ReadTx): Promise<ReadonlySet<Id | null>> {
  const waiting: readonly Op[] = await tx.objectStore('outbox').getAll();
  const refused = await tx.objectStore('problems').getAll();
  const joining = [...waiting, ...refused].filter(({ kind }) => kind === 'attendee.join');
  return new Set(joining.map((op) => op.event_id));
}

/** The versions that this phone has of the newest events; older ones hardly change any more. */
async function versionsOf(tx: ReadTx): Promise<readonly string[]> {
  const outside = await notLetIn(tx);
  const events = await tx.objectStore('events').getAll();
  const known = events.filter(({ id, number }) => number > 0 && !outside.has(id));
  const newest = known.sort((a, b) => b.starts_at.localeCompare(a.starts_at)).slice(0, MOST_EVENTS);
  return newest.map((event) => `${event.id}:${event.version}`);
}

interface Question {
  readonly path: string;
  /** The cursor that its answer goes on from. */
  readonly since: string | null;
}

async function question(ports: PullPorts): Promise<Question> {
  const { cursor, versions } = await ports.db.transact(ASKED_FROM, 'readonly', async (tx) => {
    return { cursor: (await readMeta(tx)).cursor, versions: await versionsOf(tx) };
  });
  const query = new URLSearchParams();
  if (cursor !== null) query.set('cursor', cursor);
  if (versions.length > 0) query.set('events', versions.join(','));
  if (ports.watching()) query.set('watching', '1');
  return { path: `/sync?${query}`, since: cursor };
}

/** What is being changed just now: by words on their way, or by words that are still a draft. */
async function underWork(tx: WriteTx): Promise<ReadonlySet<Id | null>> {
  const [unsent, jots, messages] = await Promise.all([
    unsentOps(tx),
    tx.objectStore('drafts').getAll(),
    tx.objectStore('follow_up_drafts').getAll(),
  ]);
  return new Set([
    ...unsent.map((op) => op.entity_id),
    ...jots.map((draft) => draft.note_id),
    ...messages.map((draft) => draft.follow_up_id),
  ]);
}

/** By now the server's own copies of lost edits have come. True when one stays, for its author is changing it. */
async function dropProvisional(tx: WriteTx): Promise<boolean> {
  const busy = await underWork(tx);
  let spared = 0;
  for (const name of ['notes', 'follow_ups'] as const) {
    const store = tx.objectStore(name);
    const rows: readonly (LocalNote | LocalFollowUp)[] = await store.getAll();
    const provisional = rows.filter((row) => row.provisional);
    const idle = provisional.filter(({ id }) => !busy.has(id));
    await Promise.all(idle.map((row) => store.delete(row.id)));
    spared += provisional.length - idle.length;
  }
  return spared > 0;
}

/**
 * True when it has to be asked again: the server is another one than before, or somebody
 * began anew since this page was asked for, which then says nothing about what is gone.
 */
async function takePage(tx: WriteTx, page: PullAnswer, since: string | null): Promise<boolean> {
  const meta = await readMeta(tx);
  if (meta.cursor !== since) return true;
  const restored = meta.epoch !== null && meta.epoch !== page.epoch;
  if (restored) await offerSentAgain(tx);
  await applyChanges(tx, page.changes, await unsentOps(tx));
  await noteReset(tx, page);
  const provisional = meta.provisional && (page.more || (await dropProvisional(tx)));
  const fromZero = restored && !page.reset;
  await changeMeta(tx, {
    cursor: fromZero ? null : page.cursor,
    epoch: page.epoch,
    device_secret: null,
    provisional,
  });
  return fromZero;
}

async function takeAnswer(ports: PullPorts, page: PullAnswer, since: string | null): Promise<boolean> {
  const quiet = page.changes.length === 0 && !page.reset && !page.more;
  const meta = await ports.db.transact(['meta'], 'readonly', readMeta);
  const settled = meta.device_secret === null && !meta.provisional;
  const same = meta.cursor === page.cursor && meta.epoch === page.epoch && settled;
  if (quiet && same) return false;
  const again = await ports.db.transact(PULL_STORES, 'readwrite', (tx) => takePage(tx, page, since));
  await ports.onChange(PULL_STORES);
  return again;
}

export async function pull(ports: PullPorts): Promise<Pulled> {
  for (;;) {
    const { path, since } = await question(ports);
    const answer = await ports.call({ method: 'GET', path, is: isPullAnswer });
    if (answer.kind !== 'ok') return { kind: 'trouble', answer };
    const page = answer.body;
    if (page.min_client > CLIENT_VERSION) return { kind: 'update' };
    const again = await takeAnswer(ports, page, since);
    if (page.more || again) continue;
    const asked = Number.isFinite(page.poll_after_ms) ? page.poll_after_ms : LONGEST_POLL;
    return { kind: 'fine', pollAfterMs: Math.min(LONGEST_POLL, Math.max(SHORTEST_POLL, asked)) };
  }
}
