/** Names that this phone makes: UUIDs of version 7 (RFC 9562, section 5.7) and secrets. */
import { toBase64Url, toHex } from '../card/bytes';
import type { Id } from './types';

export type Random = (length: number) => Uint8Array;

export const phoneRandom: Random = (length) => crypto.getRandomValues(new Uint8Array(length));

export function uuid7(nowMs: number = Date.now(), random: Random = phoneRandom): Id {
  const bytes = random(16).slice();
  let left = Math.max(0, nowMs);
  for (let index = 5; index >= 0; index--) {
    bytes[index] = left % 256;
    left = Math.floor(left / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** 32 random bytes in base64url, 43 characters. */
export function secret(random: Random = phoneRandom): string {
  return toBase64Url(random(32));
}

/** 8 random bytes in hexadecimal. */
export function cardId(random: Random = phoneRandom): string {
  return toHex(random(8));
}
