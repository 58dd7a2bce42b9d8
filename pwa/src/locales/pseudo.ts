/** Two made-up languages that show untranslated words, tight layouts and right-to-left mistakes. */

const PLAIN = 'aceinouyACEINOUY';
const MARKED = 'áçéîñöûýÁÇÉÎÑÖÛÝ';

/** en-XA: accents, and about a third longer. */
export function accented(words: string): string {
  const marked = [...words].map((letter) => MARKED[PLAIN.indexOf(letter)] ?? letter).join('');
  const longer = words.trim().length > 3 ? ' ···'.repeat(Math.ceil(words.length / 12)) : '';
  return `${marked}${longer}`;
}

/** en-XB: the same words, laid out from right to left. */
export function rightToLeft(words: string): string {
  return `\u200f${words}\u200f`;
}
