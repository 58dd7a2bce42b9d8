/** How many payload bytes a QR of a given version holds beside its lower-case prefix. ISO/IEC 18004, level M. */

/** Data codewords at error correction level M. */
const CODEWORDS = { 10: 216, 12: 290 } as const;
const MODE_BITS = 4;
const BYTE_COUNT_BITS = 16;
const ALPHANUMERIC_COUNT_BITS = 11;

/** `prefixBytes` are in the byte segment; the payload is base32 in the alphanumeric one. */
export function payloadBytes(version: 10 | 12, prefixBytes: number): number {
  const prefix = MODE_BITS + BYTE_COUNT_BITS + 8 * prefixBytes;
  const left = CODEWORDS[version] * 8 - prefix - MODE_BITS - ALPHANUMERIC_COUNT_BITS;
  const symbols = Math.floor(left / 11) * 2 + (left % 11 >= 6 ? 1 : 0);
  return Math.max(0, Math.floor((symbols * 5) / 8));
}
