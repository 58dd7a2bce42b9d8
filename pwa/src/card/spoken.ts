/** The code that people say to each other: seven symbols and a check, made by the server. */

export const SPOKEN_PATH = '/c/';
const SYMBOLS = '2346789FHKLMPRWXY';
const LENGTH = 8;
const BETWEEN = /[\s\u2010\u2011\u2013-]/gu;

export type Spoken =
  | { readonly kind: 'spoken'; readonly code: string }
  /** Looks like one, and a symbol is wrong or two have changed places. */
  | { readonly kind: 'mistyped' };

/** 8, 7, … 1 times the symbols' positions add up to a multiple of 17. */
function addsUp(code: string): boolean {
  const sum = [...code].reduce((so, symbol, at) => so + (LENGTH - at) * SYMBOLS.indexOf(symbol), 0);
  return sum % SYMBOLS.length === 0;
}

/** Null for what is no spoken code at all. */
export function readSpoken(typed: string): Spoken | null {
  const code = typed.toUpperCase().replaceAll(BETWEEN, '');
  if (code.length !== LENGTH || [...code].some((symbol) => !SYMBOLS.includes(symbol))) return null;
  return addsUp(code) ? { kind: 'spoken', code } : { kind: 'mistyped' };
}

/** "3K7P WX42": two groups are easier to say, to hear and to type. */
export function inGroups(code: string): string {
  return `${code.slice(0, 4)}\u00a0${code.slice(4)}`;
}

/** Symbol by symbol, for readers that would make words of it. */
export function spelled(code: string): string {
  return [code.slice(0, 4), code.slice(4)].map((group) => [...group].join(' ')).join(', ');
}
