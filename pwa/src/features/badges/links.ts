/** Where the PDFs are. Pure. */

export type BadgePaper = 'a6' | 'labels';
export type PosterPaper = 'a4' | 'letter';

export const MOST_CHOSEN = 200;
export const MOST_BLANK = 500;

export function posterLink(eventId: string, paper: PosterPaper): string {
  return `/api/events/${eventId}/poster.pdf?paper=${paper}`;
}

export function chosenLink(eventId: string, paper: BadgePaper, attendeeIds: Iterable<string>): string {
  return `/api/events/${eventId}/badges.pdf?paper=${paper}&attendees=${[...attendeeIds].join(',')}`;
}

export function everybodyLink(eventId: string, paper: BadgePaper, part: number): string {
  return `/api/events/${eventId}/badges.pdf?paper=${paper}&part=${part}`;
}

export function blankLink(eventId: string, paper: BadgePaper, count: number): string {
  return `/api/events/${eventId}/blank-badges.pdf?paper=${paper}&count=${count}`;
}

/** A number of badges as somebody types it, in any digits that a phone offers; null if it is none. */
export function countIn(typed: string): number | null {
  const digits = typed.trim().replace(/\p{Nd}/gu, digitValue);
  if (!/^[0-9]{1,3}$/.test(digits)) return null;
  const count = Number(digits);
  return count >= 1 && count <= MOST_BLANK ? count : null;
}

/** Decimal digits stand in rows of ten in Unicode, and a row begins where the character before is no digit. */
function digitValue(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value += 1;
  return String(value);
}
