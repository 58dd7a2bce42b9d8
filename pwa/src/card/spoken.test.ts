/** Codes that are said: the server's tests read the same vectors. */
import { expect, test } from 'vitest';
import { type SpokenVectors, vectors } from '../testing/vectors';
import { inGroups, readSpoken, spelled } from './spoken';

const { good, spaced, wrong, no_code } = vectors<SpokenVectors>('spoken');

test.each(good)('$code is right', ({ code }) => {
  expect(readSpoken(code)).toEqual({ kind: 'spoken', code });
});

test.each(spaced)('$text is read as people type', ({ text, code }) => {
  expect(readSpoken(text)).toEqual({ kind: 'spoken', code });
});

test.each(wrong)('%s is told to be wrong', (text) => {
  expect(readSpoken(text)).toEqual({ kind: 'mistyped' });
});

test.each(no_code)('%j is no such code', (text) => {
  expect(readSpoken(text)).toBeNull();
});

test('it is shown in two groups and spelled for readers', () => {
  expect(inGroups('3K7PWX42')).toBe('3K7P\u00a0WX42');
  expect(spelled('3K7PWX42')).toBe('3 K 7 P, W X 4 2');
});
