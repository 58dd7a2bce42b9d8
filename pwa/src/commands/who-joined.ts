/** Who joined an event of mine: asked of the server, never kept on this phone. */
import type { Id, Instant } from '../db/types';
import { transport } from '../sync/transport';
import { isRow } from '../sync/wire';

export interface JoinedPerson {
  readonly id: Id;
  readonly name: string;
  readonly joined_at: Instant;
}

export interface JoinedPage {
  readonly attendees: readonly JoinedPerson[];
  /** Where the next page starts; null at the end. */
  readonly cursor: string | null;
  readonly joined: number;
}

const MOST = 50;

function isPage(value: unknown): value is JoinedPage {
  return isRow(value) && Array.isArray(value.attendees) && typeof value.joined === 'number';
}

/** Newest first; null without an answer. */
export async function joinedPage(eventId: Id, cursor: string | null = null): Promise<JoinedPage | null> {
  const query = new URLSearchParams({ newest_first: 'true', limit: String(MOST) });
  if (cursor !== null) query.set('cursor', cursor);
  const path = `/events/${eventId}/attendees?${query}`;
  const answer = await transport({ method: 'GET', path, is: isPage });
  return answer.kind === 'ok' ? answer.body : null;
}
