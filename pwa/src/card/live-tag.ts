/** The tag of a live code: proof, for the server alone, that this phone made it at this minute. */
import { type Bytes, fromBase64Url } from './bytes';
import { TAG_BYTES } from './codec';

/** First 6 bytes of HMAC-SHA-256 (RFC 2104); `secret` is 32 bytes in base64url. */
export async function liveTag(secret: string, signed: Bytes): Promise<Uint8Array> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', fromBase64Url(secret), algorithm, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, signed)).slice(0, TAG_BYTES);
}
