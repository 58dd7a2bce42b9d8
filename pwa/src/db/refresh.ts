/** Reads changed stores into the signals, here and in this phone's other tabs. */
import { batch, type Signal } from '@preact/signals';
import type { AccountStore, ReadTx } from './schema';
import { session } from './session';
import * as signals from './signals';
import type { KithEvent, LocalEncounter, LocalNote } from './types';

export const EVERY_STORE: readonly AccountStore[] = [
  'meta',
  'events',
  'attendees',
  'encounters',
  'notes',
  'outbox',
  'drafts',
  'problems',
  'aliases',
  'follow_ups',
  'follow_up_drafts',
];

const SHOWN: ReadonlySet<AccountStore> = new Set(EVERY_STORE);
type Show = () => void;
type Written = Pick<LocalNote, 'created_at'>;

function into<T>(target: Signal<T>, value: T): Show {
  return () => {
    target.value = value;
  };
}

const later = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);
const newestEvent = (a: KithEvent, b: KithEvent): number => later(a.starts_at, b.starts_at);
const newestMeeting = (a: LocalEncounter, b: LocalEncounter): number => later(a.met_at, b.met_at);
const oldest = (a: Written, b: Written): number => later(b.created_at, a.created_at);

async function readMeta(tx: ReadTx, accountId: string): Promise<Show> {
  const meta = await tx.objectStore('meta').get('meta');
  return () => {
    signals.account.value = meta ? { id: accountId, name: meta.name } : null;
  };
}

async function readAliases(tx: ReadTx): Promise<Show> {
  const store = tx.objectStore('aliases');
  const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
  const pairs = keys.map((key, index): [string, string] => [key, values[index] ?? key]);
  return () => {
    signals.aliases.value = new Map(pairs);
  };
}

const READERS: Partial<Record<AccountStore, (tx: ReadTx, accountId: string) => Promise<Show>>> = {
  meta: readMeta,
  aliases: readAliases,
  async events(tx) {
    const rows = (await tx.objectStore('events').getAll()).sort(newestEvent);
    return into(signals.events, rows);
  },
  async attendees(tx) {
    const rows = await tx.objectStore('attendees').getAll();
    return into(signals.attendees, rows);
  },
  async encounters(tx) {
    const rows = (await tx.objectStore('encounters').getAll()).sort(newestMeeting);
    return into(signals.encounters, rows);
  },
  async notes(tx) {
    const rows = (await tx.objectStore('notes').getAll()).sort(oldest);
    return into(signals.notes, rows);
  },
  async outbox(tx) {
    const unsent = await tx.objectStore('outbox').count();
    return into(signals.unsent, unsent);
  },
  async drafts(tx) {
    const rows = await tx.objectStore('drafts').getAll();
    return into(signals.drafts, rows);
  },
  async follow_ups(tx) {
    const rows = (await tx.objectStore('follow_ups').getAll()).sort(oldest);
    return into(signals.followUps, rows);
  },
  async follow_up_drafts(tx) {
    const rows = await tx.objectStore('follow_up_drafts').getAll();
    return into(signals.followUpDrafts, rows);
  },
  async problems(tx) {
    const rows = await tx.objectStore('problems').getAll();
    return into(signals.problems, rows);
  },
};

function clearSignals(): void {
  batch(() => {
    signals.account.value = null;
    signals.events.value = [];
    signals.attendees.value = [];
    signals.encounters.value = [];
    signals.notes.value = [];
    signals.drafts.value = [];
    signals.followUps.value = [];
    signals.followUpDrafts.value = [];
    signals.problems.value = [];
    signals.aliases.value = new Map();
    signals.unsent.value = 0;
  });
}

async function read(stores: readonly AccountStore[]): Promise<void> {
  const open = session();
  if (open === null) return clearSignals();
  const shown = stores.filter((store) => SHOWN.has(store));
  if (shown.length === 0) return;
  const shows = await open.db.transact(shown, 'readonly', (tx) =>
    Promise.all(shown.map((store) => READERS[store]?.(tx, open.accountId) ?? (() => undefined))),
  );
  // The account may have changed meanwhile; then its own reading follows.
  if (session() !== open) return;
  batch(() => {
    for (const show of shows) show();
  });
}

let queue: Promise<void> = Promise.resolve();

/** One after another, so that an older reading never overwrites a newer one. */
export function refresh(stores: readonly AccountStore[] = EVERY_STORE): Promise<void> {
  const mine = queue.then(() => read(stores));
  queue = mine.catch(() => undefined);
  return mine;
}
