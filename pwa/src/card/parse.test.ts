/** What scanned texts are taken for. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CardVectors, vectors } from '../testing/vectors';
import { joinCodeIn, parse } from './parse';

const { origin, good, broken, foreign } = vectors<CardVectors>('cards');

test.each(good.filter((vector) => vector.prefix === `${origin}/s#`))('a live code: $title', (vector) => {
  const scanned = parse(` ${vector.text}\n`, origin);
  expect(scanned.kind).toBe('live-code');
  expect(scanned.kind === 'live-code' && scanned.content.name).toBe(vector.fitted.name);
  expect(scanned.kind === 'live-code' && scanned.text).toBe(vector.text);
});

test.each(broken)('a broken code: $title', ({ text, reason }) => {
  const long = text.length > 1200;
  expect(parse(text, origin)).toMatchObject(long ? { kind: 'foreign' } : { kind: 'broken-code', reason });
});

test.each(foreign)('a stranger: %s', (text) => {
  const scanned = parse(text, origin);
  expect(scanned.kind).toBe('foreign');
  expect(scanned.kind === 'foreign' && scanned.text.length).toBeLessThanOrEqual(600);
});

test('badges and join links of ours', () => {
  const badge = `${origin}/b/${'A'.repeat(36)}`;
  expect(parse(badge, origin)).toEqual({ kind: 'badge', text: badge });
  expect(parse(`${origin}/j/ab3d-ef9h`, origin)).toEqual({ kind: 'join-link', joinCode: 'AB3DEF9H' });
  for (const spoken of [`${origin}/c/22222222`, '2222-2222']) {
    expect(parse(spoken, origin)).toEqual({ kind: 'spoken', text: '22222222' });
  }
  expect(parse(`${origin}/c/22222223`, origin).kind).toBe('foreign');
  expect(joinCodeIn(' ab3d ef9h ')).toBe('AB3DEF9H');
  expect(joinCodeIn('AB3DEF0H')).toBeNull();
});

test('parsing never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      parse(text, origin);
      parse(`${origin}/s#${text}`, origin);
      parse(`${origin}/j/${text}`, origin);
    }),
  );
});
