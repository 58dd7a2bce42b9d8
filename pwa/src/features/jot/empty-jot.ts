/** Spots a jot that could be about anybody ("nice chat"). Pure; the words come from the catalogue. */

const MOST_WORDS = 6;

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}'’]+/gu) ?? [];
}

/** `hollow` are words that say nothing of one person. Too short to tell is not empty. */
export function isEmptyJot(text: string, hollow: ReadonlySet<string>): boolean {
  const words = wordsOf(text);
  if (words.length === 0 || words.length > MOST_WORDS) return false;
  return words.every((word) => hollow.has(word));
}

export function hollowWords(list: string): ReadonlySet<string> {
  return new Set(list.toLowerCase().split(/\s+/u).filter(Boolean));
}
