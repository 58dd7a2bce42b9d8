/** The codec against the shared vectors, and against anything at all. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CardVectors, vectors } from '../testing/vectors';
import { fromBase32, toBase32 } from './base32';
import { fromHex, toHex } from './bytes';
import { payloadBytes } from './capacity';
import { decode, encodeSigned, sizeOf } from './codec';
import { cut, fitCard } from './fit';
import { liveTag } from './live-tag';
import { makeLiveCode, stepAt } from './make-live-code';

const { good, broken, forged } = vectors<CardVectors>('cards');

function codeCard(card: CardVectors['good'][number]['card']) {
  const { event_number: eventNumber, card_id: cardId, ...words } = card;
  return { eventNumber, cardId, ...words };
}

describe.each(good)('$title', (vector) => {
  const fitted = codeCard(vector.fitted);

  test('is fitted, signed and written as in the vector', async () => {
    expect(fitCard(codeCard(vector.card), vector.prefix.length)).toEqual(fitted);
    expect(toHex(encodeSigned(fitted, vector.step))).toBe(vector.signed);
    expect(toHex(await liveTag(vector.live_secret, fromHex(vector.signed)))).toBe(vector.tag);
    const origin = vector.prefix.replace('/s#', '');
    const made = await makeLiveCode(origin, codeCard(vector.card), vector.live_secret, vector.step);
    expect(made.prefix + made.payload).toBe(vector.text);
    expect(made.truncated).toBe(vector.fitted.truncated);
  });

  test('is read back, and its size was known', () => {
    const bytes = fromBase32(vector.text.slice(vector.prefix.length));
    expect(toHex(bytes ?? new Uint8Array())).toBe(vector.bytes);
    expect(sizeOf(fitted)).toBe(vector.bytes.length / 2);
    const decoded = decode(fromHex(vector.bytes));
    expect(decoded).toEqual({
      ok: true,
      content: { ...fitted, step: vector.step, tag: fromHex(vector.tag) },
    });
  });
});

test.each(broken)('$title is no card', ({ text, reason }) => {
  const bytes = fromBase32(text.split('#')[1] ?? '');
  expect(bytes === null ? { ok: false, reason: 'damaged' } : decode(bytes)).toEqual({ ok: false, reason });
});

test('a bit turned over never makes the same code', () => {
  const seen = new Set(forged.map(({ text }) => text));
  for (const text of seen) {
    const bytes = fromBase32(text.split('#')[1] ?? '');
    expect(() => decode(bytes ?? new Uint8Array())).not.toThrow();
  }
  expect(seen.size).toBe(forged.length);
});

test('decoding never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      const version = Uint8Array.of(0x10, ...bytes);
      expect(typeof decode(bytes).ok).toBe('boolean');
      expect(typeof decode(version).ok).toBe('boolean');
    }),
  );
});

test('base32 goes there and back, and takes nothing that it did not write', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      expect(fromBase32(toBase32(bytes))).toEqual(bytes);
    }),
  );
  expect(fromBase32('A')).toBeNull();
  expect(fromBase32('AB')).toBeNull();
  expect(fromBase32('AA')).toEqual(Uint8Array.of(0));
});

test('every card fits, whatever people type', () => {
  const text = (cap: number) => fc.string({ unit: 'grapheme', maxLength: cap });
  const card = fc.record({
    eventNumber: fc.nat(0xffffff),
    cardId: fc.constant('00112233aabbccdd'),
    revision: fc.nat(0xffff),
    name: text(60),
    pronouns: text(30),
    boundary: text(80),
    answers: fc.array(fc.record({ prompt: fc.nat(255), text: text(200) }), { maxLength: 5 }),
    truncated: fc.constant(false),
  });
  fc.assert(
    fc.property(card, fc.integer({ min: 20, max: 60 }), (whole, prefix) => {
      const fitted = fitCard(whole, prefix);
      const bytes = encodeSigned(fitted, 1);
      expect(bytes.length + 6).toBe(sizeOf(fitted));
      expect(sizeOf(fitted)).toBeLessThanOrEqual(payloadBytes(12, prefix));
      expect(whole.name.startsWith(fitted.name)).toBe(true);
      const decoded = decode(Uint8Array.of(...bytes, 0, 0, 0, 0, 0, 0));
      expect(decoded.ok && { ...decoded.content, step: 0, tag: null }).toEqual({
        ...fitted,
        step: 0,
        tag: null,
      });
    }),
  );
});

test('a cut keeps graphemes whole, and cuts inside one only when it alone is too long', () => {
  expect(cut('Zoë🇪🇸🇪🇸', 4)).toBe('Zoë');
  expect(cut('Zoë🇪🇸🇪🇸', 13)).toBe('Zoë🇪🇸');
  expect(cut(`e${'\u0301'.repeat(200)}`, 11)).toBe(`e${'\u0301'.repeat(5)}`);
});

test('the step stays within two bytes, however wrong the clock', () => {
  expect(stepAt(60_000 * 7 + 59_999, 0)).toBe(7);
  expect(stepAt(-1, 0)).toBe(0);
  expect(stepAt(1e15, 0)).toBe(65_535);
});
