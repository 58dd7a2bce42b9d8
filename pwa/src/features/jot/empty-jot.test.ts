/** The hint must catch hollow praise and leave real details alone. */
import { describe, expect, it } from 'vitest';
import en from '../../locales/en.json';
import { hollowWords, isEmptyJot } from './empty-jot';

const hollow = hollowWords(en.jot.hollow);

describe('isEmptyJot', () => {
  it.each(['nice chat', 'Great guy!', 'met at the bar', 'Really nice person', 'good talk :)'])(
    'spots "%s"',
    (text) => {
      expect(isEmptyJot(text, hollow)).toBe(true);
    },
  );

  it.each([
    '',
    '   ',
    'Bees',
    'nice chat about bees',
    'learning Basque',
    '养蜂',
    'she keeps bees on a roof in Lavapiés',
  ])('leaves "%s" alone', (text) => {
    expect(isEmptyJot(text, hollow)).toBe(false);
  });
});
