/** Phone and server must mean the same write by the same digest. */
import { expect, test } from 'vitest';
import { type DigestVectors, vectors } from '../testing/vectors';
import { canonical, digestOf, digestOfWords } from './digest';

test.each(vectors<DigestVectors>('digests').digests)('$op.kind', async ({ op, digest, canonical: text }) => {
  const { at, base, body, entity_id, event_id, kind } = op;
  expect(canonical({ at, base, body, entity_id, event_id, kind })).toBe(text);
  expect(await digestOf(op)).toBe(digest);
});

test.each(vectors<DigestVectors>('digests').words)('$text, $offer', async ({ text, offer, digest }) => {
  expect(await digestOfWords(text, offer)).toBe(digest);
});
