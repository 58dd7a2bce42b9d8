/** What happens with a scanned text; only our own codes do anything. */
import type { LiveCodeContent } from '../card/codec';
import { parse } from '../card/parse';
import type { WriteTx } from '../db/schema';
import { session } from '../db/session';
import { correctedNow } from '../db/signals';
import type { Id, KithEvent } from '../db/types';
import { act } from './act';
import { newScan, recordEncounter, type Scan, scanAt } from './record-encounter';

export type ScanOutcome =
  | { readonly outcome: 'met'; readonly encounterId: Id }
  | { readonly outcome: 'own-code' }
  /** An event that I have not joined: the code is the invitation, see `joinByCode`. */
  | { readonly outcome: 'other-event'; readonly number: number; readonly code: string }
  | { readonly outcome: 'join-link'; readonly joinCode: string }
  /** A printed badge or a spoken code, and none of my events is open. */
  | { readonly outcome: 'no-open-event' }
  | { readonly outcome: 'not-a-live-code'; readonly reason: 'damaged' | 'newer-version' }
  /** Show the text (already cut to 300 characters); never open it. */
  | { readonly outcome: 'foreign'; readonly text: string };

async function myEvents(tx: WriteTx): Promise<KithEvent[]> {
  const mine = await tx.objectStore('attendees').getAll();
  const joined = new Set(mine.map((attendee) => attendee.event_id));
  return (await tx.objectStore('events').getAll()).filter((event) => joined.has(event.id));
}

async function recordLive(tx: WriteTx, scan: Scan, content: LiveCodeContent): Promise<ScanOutcome> {
  const mine = await tx.objectStore('attendees').getAll();
  if (mine.some((me) => me.card_id === content.cardId)) return { outcome: 'own-code' };
  const number = content.eventNumber;
  const event = (await myEvents(tx)).find((known) => known.number === number);
  if (event === undefined) {
    return { outcome: 'other-event', number, code: String(scan.op.body.code) };
  }
  return { outcome: 'met', encounterId: await recordEncounter(tx, scanAt(scan, event.id, number)) };
}

/** A badge or a spoken code does not say its event: it is used at the one that is open, the latest begun. */
async function recordHere(tx: WriteTx, scan: Scan): Promise<ScanOutcome> {
  const now = new Date(correctedNow()).toISOString();
  const open = (await myEvents(tx)).filter((event) => event.opens_at <= now && now < event.closes_at);
  const begun = open.filter((event) => event.starts_at <= now);
  const [event] = (begun.length > 0 ? begun : open).sort((a, b) => (a.starts_at < b.starts_at ? 1 : -1));
  if (event === undefined) return { outcome: 'no-open-event' };
  const mine = await tx.objectStore('attendees').getAll();
  if (mine.some((me) => me.spoken_code === scan.op.body.code)) return { outcome: 'own-code' };
  return { outcome: 'met', encounterId: await recordEncounter(tx, scanAt(scan, event.id, event.number)) };
}

/** Without an account, everything of ours is an `other-event` or a `join-link`. */
export async function recordScan(text: string): Promise<ScanOutcome> {
  const scanned = parse(text, location.origin);
  if (scanned.kind === 'foreign') return { outcome: 'foreign', text: scanned.text };
  if (scanned.kind === 'join-link') return { outcome: 'join-link', joinCode: scanned.joinCode };
  if (scanned.kind === 'broken-code') return { outcome: 'not-a-live-code', reason: scanned.reason };
  const content = scanned.kind === 'live-code' ? scanned.content : null;
  const scan = newScan(scanned.text, content, scanned.kind === 'badge');
  if (session() !== null) {
    return act((tx) => (content === null ? recordHere(tx, scan) : recordLive(tx, scan, content)));
  }
  if (content === null) return { outcome: 'no-open-event' };
  return { outcome: 'other-event', number: content.eventNumber, code: scanned.text };
}
