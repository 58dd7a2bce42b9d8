/** The interface's words: t('section.key', params) in the chosen language and direction. */
import en from '../locales/en.json';
import type organiser from '../locales/organiser.en.json';
import type recap from '../locales/recap.en.json';
import type scan from '../locales/scan.en.json';
import { formatMessage, type MessageParams } from './message';

type Catalogue = typeof en;
/** Sections that come with the screens that need them, so that the first load stays small. */
type LaterCatalogue = typeof organiser & { readonly recap: typeof recap; readonly scan: typeof scan };
type Words = Readonly<Record<string, string>>;
type KeysOf<C> = { [Section in keyof C & string]: `${Section}.${keyof C[Section] & string}` }[keyof C &
  string];
export type MessageKey = KeysOf<Catalogue> | KeysOf<LaterCatalogue>;

interface Language {
  readonly tag: string;
  /** What Intl is asked for. */
  readonly intl: string;
  readonly rtl: boolean;
  readonly catalogue: Catalogue;
  readonly literal: (words: string) => string;
}

const same = (words: string): string => words;
const english: Language = { tag: 'en', intl: 'en', rtl: false, catalogue: en, literal: same };
let language: Language = english;
const later: Partial<Record<string, Words>> = {};

/** Called once by the module that brings sections of its own. */
export function addWords(sections: Partial<LaterCatalogue>): void {
  Object.assign(later, sections);
}

/** `?lang=` wins and is remembered; then what this phone prefers. */
function wantedLanguage(): string {
  const asked = new URLSearchParams(location.search).get('lang');
  try {
    if (asked !== null) localStorage.setItem('kith.lang', asked);
    return asked ?? localStorage.getItem('kith.lang') ?? navigator.language;
  } catch {
    return asked ?? navigator.language;
  }
}

function deviceVariant(): string {
  const english = navigator.languages.find((tag) => tag.toLowerCase().startsWith('en'));
  return english ?? 'en';
}

/** Called once before the first screen; a reload changes the language. */
export async function startLanguage(): Promise<void> {
  const wanted = wantedLanguage();
  if (wanted === 'en-XA' || wanted === 'en-XB') {
    const pseudo = await import('../locales/pseudo');
    const rtl = wanted === 'en-XB';
    const literal = rtl ? pseudo.rightToLeft : pseudo.accented;
    language = { tag: wanted, intl: 'en', rtl, catalogue: en, literal };
  } else {
    language = { ...english, intl: deviceVariant() };
  }
  document.documentElement.lang = language.tag;
  document.documentElement.dir = language.rtl ? 'rtl' : 'ltr';
}

export function t(key: MessageKey, params: MessageParams = {}): string {
  const [section = '', name = ''] = key.split('.');
  const group: Words | undefined = language.catalogue[section as keyof Catalogue] ?? later[section];
  const message = group?.[name] ?? key;
  return formatMessage(message, params, language.intl, language.literal, language.rtl);
}

export function intlLocale(): string {
  return language.intl;
}

export function listText(items: readonly string[]): string {
  return new Intl.ListFormat(language.intl, { type: 'conjunction' }).format(items);
}
