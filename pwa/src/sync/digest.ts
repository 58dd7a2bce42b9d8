/** The digest by which phone and server know that they mean the same write. */
import { toHex } from '../card/bytes';
import type { Json, Op } from '../db/schema';

/** JSON with sorted keys and no spaces; two equal values give equal texts. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}

/** SHA-256 of the text's UTF-8, in lower-case hexadecimal. */
export async function sha256(text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}

/** What an edit of a note names as its base: both of its words, as they were before. */
export function digestOfWords(text: string, offer: string): Promise<string> {
  return sha256(`${text}\n${offer}`);
}

export function digestOf({ at, base, body, entity_id, event_id, kind }: Op): Promise<string> {
  return sha256(canonical({ at, base, body, entity_id, event_id, kind }));
}
