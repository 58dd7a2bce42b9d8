/** What may be written as a contact detail, by its kind; the server has the same rules and vectors. */
import type { ContactKind } from '../db/types';

/** A label of a host in any script: of ASCII, only letters, digits and the hyphen. */
const LABEL = '[^\\x00-\\x2c\\x2e\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\xa0]';
const HOST = `(?:${LABEL}+\\.)+(?![0-9])${LABEL}{2,}`;
const REST = '[^\\s\\\\<>"]';
const NUMBER = /^(?=(?:[^0-9]*[0-9]){5,20}[^0-9]*$)\(?\+?\(?[0-9][0-9 \u00a0().-]*$/;

/** Not with the flag u: then "i" stays within ASCII, and no foreign letter passes for one of these. */
const whole = (...ways: readonly string[]): RegExp => new RegExp(`^(?:${ways.join('|')})$`, 'i');

const RULES: Partial<Readonly<Record<ContactKind, RegExp>>> = {
  email: whole(`[^\\x00-\\x20"(),:;<>@[\\\\\\]\\x7f-\\xa0]{1,64}@${HOST}`),
  signal: whole(`(?:https://)?signal\\.me/#${REST}+`, '[a-z_][a-z0-9_]{2,31}\\.[0-9]{2,20}'),
  linkedin: whole(
    `(?:https://)?(?:[a-z0-9-]+\\.)*linkedin\\.com/${REST}+`,
    '[^\\x00-\\x2c\\x2e\\x2f\\x3a-\\x40\\x5b-\\x5e\\x60\\x7b-\\xa0]{3,100}',
  ),
  website: whole(`(?:https://${HOST}(?::[0-9]{1,5})?|${HOST})(?:[/?#]${REST}*)?`),
};
const TAKE_NUMBERS: ReadonlySet<ContactKind> = new Set(['phone', 'whatsapp', 'signal']);
const UNSEEN = /[\p{Cc}\p{Cf}\p{Z}]/u;
const BLANK =
  /^(?:[\p{Cf}\p{Z}\p{Cn}\p{Co}\u115f\u1160\u2800\u3164\uffa0]|\u034f|\u17b4|\u17b5|\p{Variation_Selector})*$/u;

/** Whether a tidied text is a contact detail of this kind; nothing at all always is, and removes it. */
export function fitsKind(kind: ContactKind, value: string): boolean {
  if (value === '') return true;
  if (kind === 'title' || kind === 'company') return !BLANK.test(value);
  if (TAKE_NUMBERS.has(kind) && NUMBER.test(value)) return true;
  return RULES[kind]?.test(value) === true && !UNSEEN.test(value);
}
