/** Fills a message: {name}, {count, plural, one {…} other {# …}}, {who, select, a {…} other {…}}. Pure. */

export type MessageParams = Readonly<Record<string, string | number>>;

interface Filling {
  readonly params: MessageParams;
  readonly locale: string;
  readonly rtl: boolean;
  /** A pseudo-locale changes the catalogue's own words, never a person's. */
  readonly literal: (words: string) => string;
}

const STRONG_RTL = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const rules = new Map<string, Intl.PluralRules>();
const numbers = new Map<string, Intl.NumberFormat>();

function kept<T>(cache: Map<string, T>, locale: string, make: () => T): T {
  const known = cache.get(locale);
  if (known !== undefined) return known;
  const made = make();
  cache.set(locale, made);
  return made;
}

function numberText(value: number, locale: string): string {
  return kept(numbers, locale, () => new Intl.NumberFormat(locale)).format(value);
}

/** A person's words keep their own direction inside ours. */
function isolated(value: string, rtl: boolean): string {
  return rtl || STRONG_RTL.test(value) ? `\u2068${value}\u2069` : value;
}

function valueText(name: string, filling: Filling): string {
  const value = filling.params[name];
  if (value === undefined) return `{${name}}`;
  if (typeof value === 'number') return numberText(value, filling.locale);
  return isolated(value, filling.rtl);
}

/** Where the brace opened at `open` closes. */
function closing(message: string, open: number): number {
  let depth = 0;
  for (let at = open; at < message.length; at += 1) {
    if (message[at] === '{') depth += 1;
    else if (message[at] === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return message.length;
}

function readBranches(text: string): Map<string, string> {
  const branches = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    if (open === -1) break;
    const close = closing(text, open);
    branches.set(text.slice(at, open).trim(), text.slice(open + 1, close));
    at = close + 1;
  }
  return branches;
}

function branchFor(kind: string, name: string, branches: Map<string, string>, filling: Filling): string {
  const value = filling.params[name];
  const other = branches.get('other') ?? '';
  if (kind === 'select') return branches.get(String(value)) ?? other;
  const count = Number(value ?? 0);
  const category = kept(rules, filling.locale, () => new Intl.PluralRules(filling.locale)).select(count);
  const chosen = branches.get(`=${count}`) ?? branches.get(category) ?? other;
  return chosen.replaceAll('#', `{${name}}`);
}

function argument(inside: string, filling: Filling): string {
  const match = /^\s*(\w+)\s*,\s*(plural|select)\s*,([\s\S]*)$/.exec(inside);
  if (match === null) return valueText(inside.trim(), filling);
  const [, name = '', kind = '', rest = ''] = match;
  return fill(branchFor(kind, name, readBranches(rest), filling), filling);
}

function fill(message: string, filling: Filling): string {
  let text = '';
  let at = 0;
  while (at < message.length) {
    const open = message.indexOf('{', at);
    const words = message.slice(at, open === -1 ? message.length : open);
    if (words !== '') text += filling.literal(words);
    if (open === -1) break;
    const close = closing(message, open);
    text += argument(message.slice(open + 1, close), filling);
    at = close + 1;
  }
  return text;
}

export function formatMessage(
  message: string,
  params: MessageParams,
  locale: string,
  literal: (words: string) => string = (words) => words,
  rtl = false,
): string {
  return fill(message, { params, locale, rtl, literal });
}
