/** Spots a first message that asks for something, in its author's own words and not in what they quote. Pure. */
import words from '../locales/draft.en.json';

const QUOTES = /“[^”]*”|"[^"]*"/gu;
const APOSTROPHES = /[‘’ʼ]/gu;
const phrases = new RegExp(`\\b(?:${words.asks})\\b`, 'i');

/** Never blocks anything: the screen only says so. */
export function asksForSomething(message: string): boolean {
  return phrases.test(message.replace(QUOTES, ' ').replace(APOSTROPHES, "'").replace(/\s+/gu, ' '));
}
