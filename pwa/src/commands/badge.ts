/** My badge and my codes at an event, and who may ask me by them. */

import { parse } from '../card/parse';
import { secret } from '../db/ids';
import type { Id } from '../db/types';
import { ignoreEncounter } from './answer-encounter';
import { writeAboutMe } from './write-card';

export interface Switches {
  readonly takes_requests?: boolean;
  readonly shows_by_badge?: boolean;
}

/** "This is my badge". The server says whether it is free, so nothing changes here before it has. */
export async function claimBadge(eventId: Id, code: string): Promise<void> {
  await writeAboutMe(eventId, 'badge.claim', { code }, (me) => me);
}

/** Somebody scanned their own badge as if it were another's: the meeting goes, the badge is theirs. */
export async function claimScanned(encounterId: Id, eventId: Id, code: string): Promise<void> {
  await ignoreEncounter(encounterId);
  await claimBadge(eventId, code);
}

/** The text of a badge in what was scanned; null when it is none. */
export function badgeIn(text: string): string | null {
  const scanned = parse(text, location.origin);
  return scanned.kind === 'badge' ? scanned.text : null;
}

export async function resetBadge(eventId: Id): Promise<void> {
  await writeAboutMe(eventId, 'badge.reset', {}, (me) => ({ ...me, badge_claimed_at: null }));
}

/** The phone makes the secret: its next code is right without a network. The spoken one follows with the server. */
export async function resetLiveCode(eventId: Id): Promise<void> {
  const live_secret = secret();
  const body = { live_secret };
  await writeAboutMe(eventId, 'live_code.reset', body, (me) => ({ ...me, live_secret, spoken_code: null }));
}

export async function writeRequests(eventId: Id, switches: Switches): Promise<void> {
  await writeAboutMe(eventId, 'requests.write', { ...switches }, (me) => ({ ...me, ...switches }));
}
