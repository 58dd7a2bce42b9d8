/** The bytes of a live code, version 1: how a card is written into them and read back. */
import type { Answer, CardFields } from '../db/types';
import { type Bytes, fromHex, joined, toHex } from './bytes';

export const VERSION = 1;
/** Seconds in one step of the code. */
export const STEP_SECONDS = 60;
export const TAG_BYTES = 6;
export const ANSWERS_IN_CODE = 3;
const TRUNCATED = 1;
const HEAD_BYTES = 14;
const MOST_BYTES = 512;
const MOST_ANSWERS = 5;

/** What a live code says, before its step and tag. */
export interface CodeCard extends CardFields {
  readonly eventNumber: number;
  /** 8 bytes in hexadecimal. */
  readonly cardId: string;
  readonly revision: number;
  readonly truncated: boolean;
}

export interface LiveCodeContent extends CodeCard {
  /** Minutes since the event's code zero. */
  readonly step: number;
  readonly tag: Uint8Array;
}

export type Decoded =
  | { readonly ok: true; readonly content: LiveCodeContent }
  | { readonly ok: false; readonly reason: 'damaged' | 'newer-version' };

const encoder = new TextEncoder();

export function utf8(text: string): Bytes {
  return encoder.encode(text);
}

function prefixed(text: string): Bytes {
  const bytes = utf8(text);
  if (bytes.length > 255) throw new RangeError('a field holds at most 255 bytes');
  return joined(Uint8Array.of(bytes.length), bytes);
}

function answerBytes(answer: Answer): Bytes {
  return joined(Uint8Array.of(answer.prompt), prefixed(answer.text));
}

function head(card: CodeCard): Bytes {
  const bytes = new Uint8Array(HEAD_BYTES);
  const view = new DataView(bytes.buffer);
  // The event's number takes three bytes; the first byte is written over its empty top one.
  view.setUint32(0, card.eventNumber);
  view.setUint8(0, (VERSION << 4) | (card.truncated ? TRUNCATED : 0));
  bytes.set(fromHex(card.cardId), 4);
  view.setUint16(12, card.revision);
  return bytes;
}

/** Everything that the tag covers: the card and the step. */
export function encodeSigned(card: CodeCard, step: number): Bytes {
  return joined(
    head(card),
    prefixed(card.name),
    prefixed(card.pronouns),
    prefixed(card.boundary),
    Uint8Array.of(card.answers.length),
    ...card.answers.map(answerBytes),
    Uint8Array.of(step >>> 8, step & 255),
  );
}

/** Bytes of a whole code, tag included, without writing it. */
export function sizeOf(card: CodeCard): number {
  const words = [card.name, card.pronouns, card.boundary, ...card.answers.map((a) => a.text)];
  const text = words.reduce((sum, word) => sum + utf8(word).length + 1, 0);
  return HEAD_BYTES + text + 1 + card.answers.length + 2 + TAG_BYTES;
}

class Reader {
  private at = 0;
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  constructor(private readonly bytes: Uint8Array) {}

  take(length: number): Uint8Array {
    if (this.at + length > this.bytes.length) throw new RangeError('too short');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  number(length: number): number {
    return this.take(length).reduce((value, byte) => value * 256 + byte, 0);
  }

  text(): string {
    return this.decoder.decode(this.take(this.number(1)));
  }

  end(): void {
    if (this.at !== this.bytes.length) throw new RangeError('too long');
  }
}

function answersIn(reader: Reader): Answer[] {
  const count = reader.number(1);
  if (count > MOST_ANSWERS) throw new RangeError('too many answers');
  return Array.from({ length: count }, () => ({ prompt: reader.number(1), text: reader.text() }));
}

function read(bytes: Uint8Array): LiveCodeContent {
  const reader = new Reader(bytes);
  const truncated = (reader.number(1) & TRUNCATED) !== 0;
  const content = {
    truncated,
    eventNumber: reader.number(3),
    cardId: toHex(reader.take(8)),
    revision: reader.number(2),
    name: reader.text(),
    pronouns: reader.text(),
    boundary: reader.text(),
    answers: answersIn(reader),
    step: reader.number(2),
    tag: reader.take(TAG_BYTES),
  };
  reader.end();
  return content;
}

/** Never throws, whatever the bytes are. The tag is not checked: only the server can. */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length === 0 || bytes.length > MOST_BYTES) return { ok: false, reason: 'damaged' };
  const version = (bytes[0] ?? 0) >>> 4;
  if (version > VERSION) return { ok: false, reason: 'newer-version' };
  if (version < VERSION) return { ok: false, reason: 'damaged' };
  try {
    return { ok: true, content: read(bytes) };
  } catch {
    return { ok: false, reason: 'damaged' };
  }
}
