/** From a card, an event and a moment to the text of a live code. */
import { toBase32 } from './base32';
import { joined } from './bytes';
import { type CodeCard, encodeSigned, STEP_SECONDS, utf8 } from './codec';
import { fitCard } from './fit';
import { liveTag } from './live-tag';

export const LIVE_PATH = '/s#';
const LAST_STEP = 65_535;

/** Minutes from the event's code zero, kept within what two bytes hold. */
export function stepAt(nowMs: number, codeZeroMs: number): number {
  const step = Math.floor((nowMs - codeZeroMs) / (STEP_SECONDS * 1000));
  return Math.min(LAST_STEP, Math.max(0, step));
}

export interface MadeCode {
  readonly prefix: string;
  readonly payload: string;
  readonly truncated: boolean;
}

/** `origin` is where this Kith lives, such as https://kith.example. */
export async function makeLiveCode(
  origin: string,
  card: CodeCard,
  secret: string,
  step: number,
): Promise<MadeCode> {
  const prefix = origin + LIVE_PATH;
  const fitted = fitCard(card, utf8(prefix).length);
  const signed = encodeSigned(fitted, step);
  const payload = toBase32(joined(signed, await liveTag(secret, signed)));
  return { prefix, payload, truncated: fitted.truncated };
}
