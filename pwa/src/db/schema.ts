/** One database for each account, and one small shared one; how they are laid out and upgraded. */
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type {
  Attendee,
  DeckPrompt,
  Draft,
  EventPreview,
  FollowUpDraft,
  Id,
  Instant,
  KithEvent,
  LocalEncounter,
  LocalFollowUp,
  LocalNote,
  NumberedEvent,
  RefusedWrite,
} from './types';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type OpKind =
  | 'event.create'
  | 'event.change'
  | 'event.prompts'
  | 'event.close'
  | 'event.reopen'
  | 'event.delete'
  | 'attendee.join'
  | 'card.write'
  | 'contact_details.write'
  | 'consent.write'
  | 'badge.claim'
  | 'badge.reset'
  | 'live_code.reset'
  | 'requests.write'
  | 'encounter.record'
  | 'encounter.label'
  | 'encounter.accept'
  | 'encounter.ignore'
  | 'encounter.share'
  | 'note.write'
  | 'note.delete'
  | 'follow_up.write'
  | 'follow_up.mark_sent'
  | 'follow_up.let_go';

/** What a person did, as the server will be told. */
export interface Op {
  readonly op_id: Id;
  readonly kind: OpKind;
  readonly event_id: Id | null;
  readonly entity_id: Id;
  /** SHA-256 of the words that were edited, of a note its text and offer; null when there were none. */
  readonly base: string | null;
  readonly at: Instant;
  readonly body: { readonly [key: string]: Json };
}

export interface OutboxRow extends Op {
  /** Given by the database; order of doing. */
  readonly seq: number;
  /** Once true, the row never changes again. */
  readonly attempted: boolean;
  /** The number of an event that this phone does not know yet; the row waits for it. */
  readonly awaits_event: number | null;
}

export interface SentRow extends OutboxRow {
  readonly sent_at: Instant;
}

/** A change of a kind that a newer version of this app will know. */
export interface LaterRow {
  readonly key?: number;
  readonly change: { readonly [key: string]: Json };
}

/** Facts of which there is one each. */
export interface Meta {
  readonly name: string;
  readonly device_id: Id;
  /** The server does not know this account yet. */
  readonly local: boolean;
  /** Kept until a signed-in call has worked. */
  readonly device_secret: string | null;
  readonly cursor: string | null;
  readonly epoch: string | null;
  /** While everything is pulled anew: what has been seen so far. */
  readonly reset_seen: readonly string[] | null;
  /** Some notes are provisional: the next whole pull brings the server's copies of them. */
  readonly provisional: boolean;
}

export interface AccountSchema extends DBSchema {
  meta: { key: 'meta'; value: Meta };
  events: { key: Id; value: KithEvent };
  attendees: { key: Id; value: Attendee };
  encounters: { key: Id; value: LocalEncounter };
  notes: { key: Id; value: LocalNote; indexes: { encounter: Id } };
  outbox: { key: number; value: OutboxRow; indexes: { op: Id; entity: Id } };
  sent: { key: number; value: SentRow };
  drafts: { key: [Id, string]; value: Draft; indexes: { encounter: Id } };
  problems: { key: Id; value: RefusedWrite };
  aliases: { key: Id; value: Id };
  later: { key: number; value: LaterRow };
  follow_ups: { key: Id; value: LocalFollowUp; indexes: { encounter: Id } };
  follow_up_drafts: { key: Id; value: FollowUpDraft };
}

export interface SharedSchema extends DBSchema {
  /** Whose phone this is now, and whether an earlier sign-out still has to reach the server. */
  pointer: { key: 'account' | 'sign-out'; value: string };
  previews: { key: string; value: EventPreview };
  numbered: { key: number; value: NumberedEvent };
  deck: { key: 'deck'; value: readonly DeckPrompt[] };
}

export type AccountStore = StoreNames<AccountSchema>;
export type AccountDb = IDBPDatabase<AccountSchema>;
export type WriteTx = IDBPTransaction<AccountSchema, AccountStore[], 'readwrite'>;
export type UpgradeTx = IDBPTransaction<AccountSchema, AccountStore[], 'versionchange'>;
export type ReadTx = IDBPTransaction<AccountSchema, AccountStore[], 'readonly'>;

/** Raise by one for each change below; never drop the outbox, drafts or problems. */
export const ACCOUNT_VERSION = 3;
export const SHARED_VERSION = 1;
export const SHARED_NAME = 'kith';

export function accountDbName(id: Id): string {
  return `kith-${id}`;
}

function firstStores(db: AccountDb): void {
  db.createObjectStore('meta');
  db.createObjectStore('events', { keyPath: 'id' });
  db.createObjectStore('attendees', { keyPath: 'id' });
  db.createObjectStore('encounters', { keyPath: 'id' });
  db.createObjectStore('notes', { keyPath: 'id' }).createIndex('encounter', 'encounter_id');
  const outbox = db.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true });
  outbox.createIndex('op', 'op_id', { unique: true });
  outbox.createIndex('entity', 'entity_id');
  db.createObjectStore('sent', { keyPath: 'seq' });
  db.createObjectStore('problems', { keyPath: 'op_id' });
  db.createObjectStore('aliases');
  db.createObjectStore('later', { keyPath: 'key', autoIncrement: true });
}

function followUpStores(db: AccountDb): void {
  db.createObjectStore('follow_ups', { keyPath: 'id' }).createIndex('encounter', 'encounter_id');
  db.createObjectStore('follow_up_drafts', { keyPath: 'encounter_id' });
}

/** Each note of an encounter has a draft of its own, and so has a new one. */
export function draftKey(encounterId: Id, noteId: Id | null): [Id, string] {
  return [encounterId, noteId ?? ''];
}

/** Until now an encounter had one draft; what is there moves over. */
async function draftStore(db: AccountDb, from: number, tx: UpgradeTx): Promise<void> {
  const rows = from < 1 ? [] : await tx.objectStore('drafts').getAll();
  if (from >= 1) db.deleteObjectStore('drafts');
  const store = db.createObjectStore('drafts');
  store.createIndex('encounter', 'encounter_id');
  for (const row of rows) await store.put(row, draftKey(row.encounter_id, row.note_id));
}

export async function upgradeAccount(db: AccountDb, from: number, tx: UpgradeTx): Promise<void> {
  if (from < 1) firstStores(db);
  if (from < 2) followUpStores(db);
  if (from < 3) await draftStore(db, from, tx);
}

export function upgradeShared(db: IDBPDatabase<SharedSchema>, from: number): void {
  if (from >= 1) return;
  db.createObjectStore('pointer');
  db.createObjectStore('previews');
  db.createObjectStore('numbered', { keyPath: 'number' });
  db.createObjectStore('deck');
}
