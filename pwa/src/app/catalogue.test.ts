/** The catalogue: well formed, and in the tone we chose. */
import { describe, expect, it } from 'vitest';
import draft from '../locales/draft.en.json';
import en from '../locales/en.json';
import landing from '../locales/landing.en.json';
import organiser from '../locales/organiser.en.json';
import recap from '../locales/recap.en.json';
import scan from '../locales/scan.en.json';

const messages: readonly (readonly [string, string])[] = Object.entries({
  ...en,
  ...organiser,
  landing,
  draft,
  recap,
  scan,
}).flatMap(([section, group]) =>
  Object.entries(group).map(([key, words]) => [`${section}.${key}`, words] as const),
);

describe('the catalogue', () => {
  it('closes every brace', () => {
    const open = messages.filter(([, words]) => words.split('{').length !== words.split('}').length);
    expect(open).toEqual([]);
  });

  it('says it calmly and warmly', () => {
    const loud = messages.filter(([, words]) =>
      /!|\b(?:customers?|leads?|CRM|connections?|network with)\b/i.test(words),
    );
    expect(loud).toEqual([]);
  });

  it('has no blank edges and plain keys', () => {
    const odd = messages.filter(
      ([key, words]) => words.trim() !== words || !/^[a-zA-Z]+\.[a-zA-Z0-9]+$/.test(key),
    );
    expect(odd).toEqual([]);
  });
});
