import { expect, test } from 'vitest';
import { blankLink, chosenLink, countIn, everybodyLink, posterLink } from './links';

test('each link names its paper', () => {
  expect(posterLink('e', 'letter')).toBe('/api/events/e/poster.pdf?paper=letter');
  expect(everybodyLink('e', 'labels', 2)).toBe('/api/events/e/badges.pdf?paper=labels&part=2');
  expect(chosenLink('e', 'a6', new Set(['x', 'y']))).toBe('/api/events/e/badges.pdf?paper=a6&attendees=x,y');
  expect(blankLink('e', 'a6', 200)).toBe('/api/events/e/blank-badges.pdf?paper=a6&count=200');
});

test.each([
  ['200', 200],
  [' 1 ', 1],
  ['500', 500],
  ['٢٠٠', 200],
  ['१५', 15],
  ['0', null],
  ['501', null],
  ['-1', null],
  ['1.5', null],
  ['1e2', null],
  ['', null],
  ['many', null],
])('%j is %j badges', (typed, count) => {
  expect(countIn(typed)).toBe(count);
});
