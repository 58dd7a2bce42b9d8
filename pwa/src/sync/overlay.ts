/** What my screen shows: the server's word, with my own unsent acts on top. Pure. */
import type { Op } from '../db/schema';
import type {
  Answer,
  Attendee,
  CardFields,
  Consent,
  ContactDetail,
  Decision,
  FollowUp,
  LocalEncounter,
  LocalFollowUp,
  LocalNote,
} from '../db/types';

/** A body was built by a command of ours; its shape is the command's. */
function bodyAs<T>(op: Op): T {
  return op.body as unknown as T;
}

interface CardWrite extends Partial<CardFields> {
  readonly answers?: readonly Answer[];
}

export interface ContactWrite {
  readonly details: readonly ContactDetail[];
  readonly share_with_everyone?: boolean;
}

export interface ConsentWrite {
  readonly purpose: Consent['purpose'];
  readonly given: boolean;
  readonly wording: string;
  readonly language: string;
}

export interface NoteWrite {
  readonly encounter_id: string;
  readonly text: string;
  readonly offer: string;
}

export function withContactDetails(me: Attendee, write: ContactWrite): Attendee {
  const kinds = new Set(write.details.map((detail) => detail.kind));
  const others = me.contact_details.filter((detail) => !kinds.has(detail.kind));
  return {
    ...me,
    contact_details: [...others, ...write.details.filter((detail) => detail.value !== '')],
    share_with_everyone: write.share_with_everyone ?? me.share_with_everyone,
  };
}

export function withConsent(me: Attendee, write: ConsentWrite, at: string): Attendee {
  const others = me.consents.filter((consent) => consent.purpose !== write.purpose);
  if (!write.given) return { ...me, consents: others };
  const { purpose, wording, language } = write;
  return { ...me, consents: [...others, { purpose, wording, language, given_at: at }] };
}

function actOnAttendee(me: Attendee, op: Op): Attendee {
  if (op.kind === 'card.write') return { ...me, ...bodyAs<CardWrite>(op) };
  if (op.kind === 'contact_details.write') return withContactDetails(me, bodyAs<ContactWrite>(op));
  if (op.kind === 'consent.write') return withConsent(me, bodyAs<ConsentWrite>(op), op.at);
  if (op.kind === 'badge.reset') return { ...me, badge_claimed_at: null };
  if (op.kind === 'live_code.reset') {
    return { ...me, ...bodyAs<{ readonly live_secret: string }>(op), spoken_code: null };
  }
  if (op.kind === 'requests.write') return { ...me, ...bodyAs<Partial<Attendee>>(op) };
  return me;
}

function actOnEncounter(row: LocalEncounter, op: Op): LocalEncounter {
  if (op.kind === 'encounter.label') return { ...row, ...bodyAs<{ readonly label: string }>(op) };
  if (op.kind === 'encounter.share') return { ...row, i_shared: true };
  const answered = op.kind === 'encounter.accept' || op.kind === 'encounter.ignore';
  return answered ? { ...row, asks_me: false } : row;
}

export function overlaidAttendee(me: Attendee, unsent: readonly Op[]): Attendee {
  return unsent.filter((op) => op.entity_id === me.id).reduce(actOnAttendee, me);
}

export function overlaidEncounter(row: LocalEncounter, unsent: readonly Op[]): LocalEncounter {
  return unsent.filter((op) => op.entity_id === row.id).reduce(actOnEncounter, row);
}

/** Null when I have deleted it and the server does not know yet. */
export function overlaidNote(note: LocalNote, unsent: readonly Op[]): LocalNote | null {
  const mine = unsent.filter((op) => op.entity_id === note.id);
  return mine.reduce<LocalNote | null>((kept, op) => {
    if (op.kind === 'note.delete') return null;
    if (op.kind !== 'note.write') return kept;
    const { text, offer } = bodyAs<NoteWrite>(op);
    return { ...(kept ?? note), text, offer, edited_at: op.at };
  }, note);
}

export interface FollowUpWrite {
  readonly encounter_id: string;
  readonly text: string;
}

/** Sent stays sent; writing takes up again what was let go. */
export function decided<T extends FollowUp>(
  row: T,
  act: Decision['act'],
  channel: FollowUp['channel'],
  at: string,
): T {
  if (act === 'let_go') return row.state === 'sent' ? row : { ...row, state: 'let_go' };
  return { ...row, state: 'sent', channel: row.channel ?? channel, sent_at: row.sent_at ?? at };
}

export function reworded<T extends FollowUp>(row: T, text: string, at: string): T {
  return { ...row, text, edited_at: at, state: row.state === 'let_go' ? 'drafted' : row.state };
}

function actOnFollowUp(row: LocalFollowUp, op: Op): LocalFollowUp {
  if (op.kind === 'follow_up.write') return reworded(row, bodyAs<FollowUpWrite>(op).text, op.at);
  if (op.kind === 'follow_up.let_go') return decided(row, 'let_go', null, op.at);
  if (op.kind !== 'follow_up.mark_sent') return row;
  return decided(row, 'sent', bodyAs<Pick<Decision, 'channel'>>(op).channel, op.at);
}

export function overlaidFollowUp(row: LocalFollowUp, unsent: readonly Op[]): LocalFollowUp {
  return unsent.filter((op) => op.entity_id === row.id).reduce(actOnFollowUp, row);
}
