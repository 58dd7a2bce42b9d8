/** My own live code at this minute. */
import { makeLiveCode, stepAt } from '../card/make-live-code';
import { attendeeAt, correctedNow, eventById } from '../db/signals';
import type { Id } from '../db/types';

export interface LiveCode {
  /** prefix + payload, the link itself. */
  readonly text: string;
  /** For the QR's byte segment. */
  readonly prefix: string;
  /** For the QR's alphanumeric segment. */
  readonly payload: string;
  /** Minutes; a new code is due when this changes. */
  readonly step: number;
  readonly truncated: boolean;
}

/** `nowMs` is this phone's uncorrected time. Null until my card and the event are on this phone. */
export async function liveCode(eventId: Id, nowMs: number): Promise<LiveCode | null> {
  const me = attendeeAt(eventId);
  const event = eventById(eventId);
  if (me === null || event === null || event.number === 0) return null;
  const step = stepAt(correctedNow(nowMs), Date.parse(event.code_zero_at));
  const card = {
    eventNumber: event.number,
    cardId: me.card_id,
    revision: me.revision,
    name: me.name,
    pronouns: me.pronouns,
    boundary: me.boundary,
    answers: me.answers,
    truncated: false,
  };
  const made = await makeLiveCode(location.origin, card, me.live_secret, step);
  return { ...made, text: made.prefix + made.payload, step };
}
