/** The shapes that the phone keeps and the server sends: one name for one thing from URL to table to screen. */

/** UUID, lower case, hyphenated. */
export type Id = string;
/** ISO 8601 in UTC, ending in Z. */
export type Instant = string;

export interface Prompt {
  /** One byte; an event never reuses it. */
  readonly index: number;
  readonly text: string;
  /** No longer offered; old answers still find it here. */
  readonly retired: boolean;
}

export interface Answer {
  /** The prompt's index at its event. */
  readonly prompt: number;
  readonly text: string;
}

export interface Account {
  readonly id: Id;
  readonly name: string;
}

export interface EventPreview {
  readonly id: Id;
  readonly number: number;
  readonly name: string;
  /** IANA name, such as Europe/Madrid. */
  readonly zone: string;
  readonly starts_at: Instant;
  readonly ends_at: Instant;
  readonly opens_at: Instant;
  readonly closes_at: Instant;
  /** When people may join, where the organiser has narrowed it. */
  readonly join_opens_at: Instant | null;
  readonly join_closes_at: Instant | null;
  /** Where the minutes of live codes are counted from. */
  readonly code_zero_at: Instant;
  readonly closed_at: Instant | null;
  readonly version: number;
  readonly prompts: readonly Prompt[];
}

export interface KithEvent extends EventPreview {
  readonly role: 'owner' | 'staff' | null;
  /** Only organisers are given it. */
  readonly join_code: string | null;
  readonly joined: number | null;
}

export type ContactKind =
  | 'email'
  | 'phone'
  | 'whatsapp'
  | 'signal'
  | 'linkedin'
  | 'website'
  | 'title'
  | 'company';

export interface ContactDetail {
  readonly kind: ContactKind;
  readonly value: string;
  readonly shared: boolean;
}

export interface Consent {
  readonly purpose: 'organiser_list' | 'organiser_answers' | 'organiser_contact';
  readonly wording: string;
  readonly language: string;
  readonly given_at: Instant;
}

export interface CardFields {
  readonly name: string;
  readonly pronouns: string;
  readonly boundary: string;
  readonly answers: readonly Answer[];
}

/** Me at one event. */
export interface Attendee extends CardFields {
  readonly id: Id;
  readonly event_id: Id;
  readonly revision: number;
  /** 8 bytes in hexadecimal. */
  readonly card_id: string;
  /** 32 bytes in base64url; known to this person's devices and the server only. */
  readonly live_secret: string;
  /** Seven symbols and a check; null until the server has made one. */
  readonly spoken_code: string | null;
  /** When I said of a printed badge that it is mine. */
  readonly badge_claimed_at: Instant | null;
  /** People may ask to exchange by my badge or my spoken code. */
  readonly takes_requests: boolean;
  /** Who scans my badge sees my card before I have answered. */
  readonly shows_by_badge: boolean;
  readonly contact_details: readonly ContactDetail[];
  readonly share_with_everyone: boolean;
  readonly consents: readonly Consent[];
  readonly joined_at: Instant;
}

/** The other person, as far as they let me see. */
export interface Person extends CardFields {
  readonly card_id: string;
  readonly contact_details: readonly { readonly kind: ContactKind; readonly value: string }[];
}

export interface Encounter {
  readonly id: Id;
  readonly event_id: Id;
  readonly state: 'unmatched' | 'pending' | 'mutual';
  readonly met_at: Instant;
  readonly mutual_at: Instant | null;
  /** What I call somebody whom the server could not match. */
  readonly label: string;
  readonly i_scanned: boolean;
  readonly i_shared: boolean;
  /** They scanned me and wait for my "yes, we met". */
  readonly asks_me: boolean;
  readonly asker: { readonly name: string } | null;
  readonly person: Person | null;
}

/** Kept on the phone beside an encounter: the card as the scanned code carried it. */
export interface LocalEncounter extends Encounter {
  /** What the badge said that I scanned; null when it was another code. */
  readonly badge: string | null;
  readonly scanned: (CardFields & { readonly card_id: string; readonly truncated: boolean }) | null;
  /** True until the server has named this encounter. */
  readonly local: boolean;
}

export interface Note {
  readonly id: Id;
  readonly encounter_id: Id;
  readonly event_id: Id;
  /** The one detail, at most 280 code points. */
  readonly text: string;
  /** What I would like to offer, at most 280 code points. */
  readonly offer: string;
  readonly conflict_of: Id | null;
  readonly created_at: Instant;
  readonly edited_at: Instant;
}

/** Words still being typed; one for each encounter. */
export interface Draft {
  readonly encounter_id: Id;
  readonly note_id: Id | null;
  /** The words that are being changed; null for a new note. */
  readonly base_text: string | null;
  /** The offer that is being changed; an older app did not keep it. */
  readonly base_offer?: string;
  readonly text: string;
  readonly offer: string;
  readonly touched_at: Instant;
  /** Too long to become a note: only its author can help. */
  readonly unfit?: true;
}

export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: Readonly<Record<string, unknown>>;
}

/** A write that the server refused; kept until its author has dealt with it. */
export interface RefusedWrite {
  readonly op_id: Id;
  readonly kind: string;
  readonly event_id: Id | null;
  readonly entity_id: Id;
  readonly body: Readonly<Record<string, unknown>>;
  readonly problem: ProblemDetails;
  readonly at: Instant;
}

export interface SyncStatus {
  readonly state: 'offline' | 'sending' | 'sent' | 'attention';
  readonly unsent: number;
  /** Why the person is needed; only with `attention`. */
  readonly reason: 'sign-in' | 'update' | 'problems' | null;
}

export interface DeckPrompt {
  readonly key: string;
  readonly mood: string;
  readonly text: string;
}

/** What anybody may know of an event whose number stands in a live code. */
export interface NumberedEvent {
  readonly id: Id;
  readonly number: number;
  readonly opens_at: Instant;
  readonly closes_at: Instant;
  readonly closed_at: Instant | null;
  readonly prompts: readonly Prompt[];
}

/** A note as the phone keeps it. */
export interface LocalNote extends Note {
  /** My words of a lost edit, shown until the server's own copy of them arrives. */
  readonly provisional?: true;
}

export type FollowUpState = 'drafted' | 'sent' | 'let_go';

export type Channel = 'email' | 'sms' | 'whatsapp' | 'signal' | 'linkedin' | 'share' | 'copy' | 'other';

/** One message to one person; once sent, it stays sent. */
export interface FollowUp {
  readonly id: Id;
  readonly encounter_id: Id;
  readonly event_id: Id;
  /** At most 2,000 code points, in lines. */
  readonly text: string;
  readonly state: FollowUpState;
  readonly channel: Channel | null;
  readonly sent_at: Instant | null;
  readonly conflict_of: Id | null;
  readonly created_at: Instant;
  readonly edited_at: Instant;
}

/** A follow-up as the phone keeps it. */
export interface LocalFollowUp extends FollowUp {
  /** My words of a lost edit, shown until the server's own copy of them arrives. */
  readonly provisional?: true;
}

/** What I decided about a message; it takes effect when the time to undo it is over. */
export interface Decision {
  readonly act: 'sent' | 'let_go';
  readonly channel: Channel;
  readonly due_at: Instant;
}

/** Words to somebody that are still being typed, and what I decided about them; one for each encounter. */
export interface FollowUpDraft {
  readonly encounter_id: Id;
  readonly follow_up_id: Id | null;
  /** The words that are being changed; null when there were none. */
  readonly base_text: string | null;
  readonly text: string;
  readonly decision: Decision | null;
  readonly touched_at: Instant;
}
