/** Me at an event that I have just joined, before the server has heard of it. */
import { cardId, secret, uuid7 } from '../db/ids';
import type { Op } from '../db/schema';
import type { Attendee, CardFields, Consent, Id } from '../db/types';
import { instant, newOp } from './act';
import { asBody, CONSENT_WORDING, language } from './card-form';

export interface Joining {
  readonly attendee: Attendee;
  readonly op: Op;
}

function consentsGiven(organiserList: boolean, at: string): Consent[] {
  if (!organiserList) return [];
  const purpose = 'organiser_list';
  return [{ purpose, wording: CONSENT_WORDING, language: language(), given_at: at }];
}

/** `eventId` is null while only the event's number is known. */
export function newAttendee(
  eventId: Id | null,
  invitation: string,
  card: CardFields,
  organiserList: boolean,
): Joining {
  const joined_at = instant();
  const consents = consentsGiven(organiserList, joined_at);
  const attendee: Attendee = {
    ...card,
    id: uuid7(),
    event_id: eventId ?? '',
    revision: 1,
    card_id: cardId(),
    live_secret: secret(),
    spoken_code: null,
    badge_claimed_at: null,
    takes_requests: true,
    shows_by_badge: false,
    contact_details: [],
    share_with_everyone: false,
    consents,
    joined_at,
  };
  const body = {
    ...asBody(card),
    invitation,
    card_id: attendee.card_id,
    live_secret: attendee.live_secret,
    consents: consents.map(({ purpose, wording, language }) => ({ purpose, wording, language })),
  };
  return { attendee, op: newOp('attendee.join', eventId, attendee.id, body) };
}
