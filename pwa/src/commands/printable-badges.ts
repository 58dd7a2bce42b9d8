/** Whose badges an organiser may print; asked for when it is needed and kept nowhere. */
import { transport } from '../sync/transport';
import { isRow } from '../sync/wire';
import { told } from './told';

export interface PrintableBadge {
  readonly attendee_id: string;
  readonly name: string;
}

export interface PrintableBadges {
  readonly badges: readonly PrintableBadge[];
  readonly next_cursor: string | null;
  readonly total: number;
  readonly files: number;
}

function isBadge(value: unknown): value is PrintableBadge {
  return isRow(value) && typeof value.attendee_id === 'string' && typeof value.name === 'string';
}

function isPage(value: unknown): value is PrintableBadges {
  const counted = isRow(value) && typeof value.total === 'number' && typeof value.files === 'number';
  return counted && Array.isArray(value.badges) && value.badges.every(isBadge);
}

/** One page of names, from the one after `cursor`. Throws OfflineError, or ProblemError. */
export async function printableBadges(eventId: string, cursor: string | null): Promise<PrintableBadges> {
  const from = cursor === null ? '' : `?cursor=${cursor}`;
  return told(await transport({ method: 'GET', path: `/events/${eventId}/badges${from}`, is: isPage }));
}
