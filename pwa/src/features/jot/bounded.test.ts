/** A field takes a lot, not everything; and what is there already is never cut. */
import { expect, test } from 'vitest';
import { bounded } from './bounded';

test.each([
  ['x'.repeat(10_000), '', 10_000],
  ['x'.repeat(10_000_000), '', 10_000],
  ['x'.repeat(30_001), 'x'.repeat(30_000), 30_000],
  ['x'.repeat(29_999), 'x'.repeat(30_000), 29_999],
])('a long text, case %#', (typed, before, kept) => {
  expect(bounded(typed, before)).toHaveLength(kept);
});

test('no letter is parted', () => {
  expect(bounded(`${'x'.repeat(9_999)}\u{1f41d}s`, '')).toBe('x'.repeat(9_999));
});
