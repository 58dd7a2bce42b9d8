/** Messages: values, plurals, choices, and a person's words kept apart from ours. */
import { describe, expect, it } from 'vitest';
import { formatMessage } from './message';

const LEFT = '{count, plural, =0 {nothing left} one {# letter left} other {# letters left}}';

describe('formatMessage', () => {
  it('fills values in', () => {
    expect(formatMessage('Ask {name} first', { name: 'Noor' }, 'en')).toBe('Ask Noor first');
  });

  it('writes numbers as the language does', () => {
    expect(formatMessage('{count} people', { count: 1234 }, 'en')).toBe('1,234 people');
    expect(formatMessage('{count} Leute', { count: 1234 }, 'de')).toBe('1.234 Leute');
  });

  it.each([
    [0, 'nothing left'],
    [1, '1 letter left'],
    [12, '12 letters left'],
  ])('chooses the plural of %i', (count, words) => {
    expect(formatMessage(LEFT, { count }, 'en')).toBe(words);
  });

  it('knows plurals that English has not', () => {
    const message = '{n, plural, one {# плод} few {# плода} many {# плодов} other {# плода}}';
    expect([1, 2, 5].map((n) => formatMessage(message, { n }, 'ru'))).toEqual([
      '1 плод',
      '2 плода',
      '5 плодов',
    ]);
  });

  it('chooses by word', () => {
    const message = '{how, select, open {come in} other {wait for {name}}}';
    expect(formatMessage(message, { how: 'open' }, 'en')).toBe('come in');
    expect(formatMessage(message, { how: 'x', name: 'Olga' }, 'en')).toBe('wait for Olga');
  });

  it('keeps the direction of a name inside its sentence', () => {
    expect(formatMessage('Ask {name} first', { name: 'נועה' }, 'en')).toBe('Ask \u2068נועה\u2069 first');
  });

  it('never reads a person’s words as a message', () => {
    expect(formatMessage('Ask {name}', { name: '{count, plural, other {#}}' }, 'en')).toBe(
      'Ask {count, plural, other {#}}',
    );
  });

  it('changes only the catalogue’s words in a pseudo-locale', () => {
    const loud = (words: string): string => words.toUpperCase();
    expect(formatMessage('ask {name} first', { name: 'noor' }, 'en', loud)).toBe('ASK noor FIRST');
  });

  it('shows what is missing instead of failing', () => {
    expect(formatMessage('Ask {name}', {}, 'en')).toBe('Ask {name}');
    expect(formatMessage('{broken', { broken: 'x' }, 'en')).toBe('x');
  });
});
