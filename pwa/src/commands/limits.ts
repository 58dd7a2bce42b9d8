/** How long words may be, in code points after tidying, and what a name may not hold. */
import { type InputReason, InvalidInputError } from '../db/errors';

export const LIMITS = {
  name: 60,
  pronouns: 30,
  boundary: 80,
  answer: 200,
  answers: 5,
  prompt: 120,
  prompts: 12,
  note: 280,
  offer: 280,
  label: 60,
  eventName: 80,
  contact: 200,
  message: 2_000,
} as const;

export type LimitedField = Exclude<keyof typeof LIMITS, 'answers' | 'prompts'>;

const REQUIRED: ReadonlySet<LimitedField> = new Set(['name', 'answer', 'prompt', 'eventName']);
const EDGES = /^[\s\u0085\ufeff]+|[\s\u0085\ufeff]+$/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is the purpose
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const LINK = /:\/\/|\bwww\.|\b[\w-]+\.(?:com|net|org|io|dev|app|me|co|info|biz|xyz)\b/i;
const DIGIT_RUN = /\p{Nd}(?:[\s().-]?\p{Nd}){6,}/u;

/** As the server will keep it: NFC, no control characters, no blank edges. */
export function tidy(text: string): string {
  return text.replace(LONE_SURROGATE, '\ufffd').normalize('NFC').replace(CONTROLS, '').replace(EDGES, '');
}

/** The same for a text in lines: each is tidied by itself, and a tab is a space. */
export function tidyLines(text: string): string {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  return tidy(lines.map((line) => tidy(line.replaceAll('\t', ' '))).join('\n'));
}

const tidied = (field: LimitedField, text: string): string =>
  field === 'message' ? tidyLines(text) : tidy(text);

export function lengthOf(text: string): number {
  return [...text].length;
}

/** Null when the text may be kept. */
export function faultIn(field: LimitedField, text: string): InputReason | null {
  const kept = tidied(field, text);
  if (kept === '') return REQUIRED.has(field) ? 'empty' : null;
  if (lengthOf(kept) > LIMITS[field]) return 'too-long';
  if (field !== 'name') return null;
  if (LINK.test(kept)) return 'link';
  return DIGIT_RUN.test(kept) ? 'digits' : null;
}

/** What a field takes at all: more is no note, and would make the phone slow. */
export const MOST_TYPED = 10_000;

/** Whether a draft may become a note. */
export function fits(words: { readonly text: string; readonly offer: string }): boolean {
  return lengthOf(tidy(words.text)) <= LIMITS.note && lengthOf(tidy(words.offer)) <= LIMITS.offer;
}

/** The tidied text; throws InvalidInputError when it may not be kept. */
export function accept(field: LimitedField, text: string): string {
  const fault = faultIn(field, text);
  if (fault !== null) throw new InvalidInputError(field, fault, LIMITS[field]);
  return tidied(field, text);
}
