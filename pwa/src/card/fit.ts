/** Makes a card small enough for a QR that phones read at arm's length. */
import type { Answer } from '../db/types';
import { payloadBytes } from './capacity';
import { ANSWERS_IN_CODE, type CodeCard, sizeOf, utf8 } from './codec';

const FIELD_BYTES = 255;
type Words = 'boundary' | 'pronouns' | 'name';
/** What is shortened first stands first. */
const SHORTENED: readonly Words[] = ['boundary', 'pronouns', 'name'];

function graphemes(text: string): string[] {
  if (typeof Intl.Segmenter !== 'function') return [...text];
  const segments = new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text);
  return Array.from(segments, (part) => part.segment);
}

function longestStart(pieces: readonly string[], most: number): string {
  let kept = '';
  let bytes = 0;
  for (const piece of pieces) {
    bytes += utf8(piece).length;
    if (bytes > most) break;
    kept += piece;
  }
  return kept;
}

/** The longest start of `text` within `most` bytes of UTF-8 that breaks no grapheme, unless the first alone is too long. */
export function cut(text: string, most: number): string {
  if (utf8(text).length <= most) return text;
  return longestStart(graphemes(text), most) || longestStart([...text], most);
}

function withinFields(card: CodeCard): CodeCard {
  const carried = card.answers.slice(0, ANSWERS_IN_CODE);
  const answers = carried.map(({ prompt, text }) => ({ prompt, text: cut(text, FIELD_BYTES) }));
  const name = cut(card.name, FIELD_BYTES);
  const boundary = cut(card.boundary, FIELD_BYTES);
  const same =
    name === card.name &&
    boundary === card.boundary &&
    answers.every((answer, index) => answer.text === carried[index]?.text);
  return { ...card, name, boundary, answers, truncated: !same };
}

function withAnswers(card: CodeCard, answers: readonly Answer[]): CodeCard {
  return { ...card, answers, truncated: true };
}

function shortenAnswer(card: CodeCard, most: number): CodeCard {
  const [first] = card.answers;
  if (first === undefined) return card;
  const room = most - sizeOf(withAnswers(card, [{ ...first, text: '' }]));
  const text = room > 0 ? cut(first.text, room) : '';
  return withAnswers(card, text === '' ? [] : [{ prompt: first.prompt, text }]);
}

function shortenWords(card: CodeCard, field: Words, most: number): CodeCard {
  const room = most - sizeOf({ ...card, [field]: '' });
  return { ...card, [field]: cut(card[field], Math.max(0, room)), truncated: true };
}

/**
 * The card as it fits beside a prefix of `prefixBytes`: whole at version 10 or 12,
 * then with fewer answers, then with shortened words and the flag `truncated`.
 */
export function fitCard(card: CodeCard, prefixBytes: number): CodeCard {
  const most = payloadBytes(12, prefixBytes);
  let fitted = withinFields(card);
  while (sizeOf(fitted) > most && fitted.answers.length > 1) {
    fitted = withAnswers(fitted, fitted.answers.slice(0, -1));
  }
  if (sizeOf(fitted) > most) fitted = shortenAnswer(fitted, most);
  for (const field of SHORTENED) {
    if (sizeOf(fitted) > most) fitted = shortenWords(fitted, field, most);
  }
  return fitted;
}
