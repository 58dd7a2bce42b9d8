/** What a scanned text is. Only texts that begin with our own origin are ours; nothing is ever opened from here. */
import { fromBase32 } from './base32';
import { decode, type LiveCodeContent } from './codec';
import { readSpoken, SPOKEN_PATH } from './spoken';

export type Scanned =
  | { readonly kind: 'live-code'; readonly content: LiveCodeContent; readonly text: string }
  | { readonly kind: 'broken-code'; readonly reason: 'damaged' | 'newer-version' }
  | { readonly kind: 'badge'; readonly text: string }
  | { readonly kind: 'spoken'; readonly text: string }
  | { readonly kind: 'join-link'; readonly joinCode: string }
  | { readonly kind: 'foreign'; readonly text: string };

const LONGEST_OURS = 1200;
const FOREIGN_SHOWN = 300;
const BADGE = /^\/b\/[A-Z2-7]{36}$/;
const JOIN = /^\/j\/([^/?#]{8,24})$/;
const JOIN_SYMBOLS = /^[ABCDEFGHJKMNPQRSTUVWXYZ23456789]{8}$/;

/** Eight symbols in upper case, or null. Hyphens and spaces do not matter. */
export function joinCodeIn(typed: string): string | null {
  const code = typed.replaceAll(/%20|[\s-]/g, '').toUpperCase();
  return JOIN_SYMBOLS.test(code) ? code : null;
}

function liveCode(text: string, payload: string): Scanned {
  const bytes = fromBase32(payload);
  if (bytes === null) return { kind: 'broken-code', reason: 'damaged' };
  const decoded = decode(bytes);
  return decoded.ok
    ? { kind: 'live-code', content: decoded.content, text }
    : { kind: 'broken-code', reason: decoded.reason };
}

function said(typed: string): Scanned | null {
  const spoken = readSpoken(typed);
  return spoken?.kind === 'spoken' ? { kind: 'spoken', text: spoken.code } : null;
}

function ours(text: string, path: string): Scanned | null {
  if (path.startsWith('/s#')) return liveCode(text, path.slice(3));
  if (BADGE.test(path)) return { kind: 'badge', text };
  if (path.startsWith(SPOKEN_PATH)) return said(path.slice(SPOKEN_PATH.length));
  const joinCode = joinCodeIn(JOIN.exec(path)?.[1] ?? '');
  return joinCode === null ? null : { kind: 'join-link', joinCode };
}

/** `origin` is where this Kith lives, such as https://kith.example. */
export function parse(scanned: string, origin: string): Scanned {
  const text = scanned.trim();
  const known =
    text.length <= LONGEST_OURS && text.startsWith(`${origin}/`)
      ? ours(text, text.slice(origin.length))
      : said(text);
  return (
    known ?? { kind: 'foreign', text: [...text.slice(0, 2 * FOREIGN_SHOWN)].slice(0, FOREIGN_SHOWN).join('') }
  );
}
