/** Both phones must agree, so the vectors decide. */
import { expect, test } from 'vitest';
import { type PairVectors, vectors } from '../testing/vectors';
import { pairOf } from './pair';

test.each(vectors<PairVectors>('pairs').pairs)('$title', async ({ cards: [one, other], ...expected }) => {
  const { title: _, ...pair } = expected;
  expect(await pairOf(one, other)).toEqual(pair);
  expect(await pairOf(other, one)).toEqual(pair);
});
