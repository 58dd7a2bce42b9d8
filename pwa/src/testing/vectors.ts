/** The vectors that this app's tests share with the server's. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Op } from '../db/schema';
import type { Answer, ContactKind } from '../db/types';

interface VectorCard {
  readonly event_number: number;
  readonly card_id: string;
  readonly revision: number;
  readonly name: string;
  readonly pronouns: string;
  readonly boundary: string;
  readonly answers: readonly Answer[];
  readonly truncated: boolean;
}

export interface CardVectors {
  readonly origin: string;
  readonly good: readonly {
    readonly title: string;
    readonly prefix: string;
    readonly live_secret: string;
    readonly card: VectorCard;
    readonly step: number;
    readonly fitted: VectorCard;
    readonly signed: string;
    readonly tag: string;
    readonly bytes: string;
    readonly text: string;
  }[];
  readonly forged: readonly { readonly title: string; readonly text: string }[];
  readonly broken: readonly { readonly title: string; readonly text: string; readonly reason: string }[];
  readonly foreign: readonly string[];
}

interface ContactVector {
  readonly kind: ContactKind;
  readonly value: string;
}

export interface ContactVectors {
  readonly good: readonly ContactVector[];
  readonly bad: readonly ContactVector[];
}

export interface DigestVectors {
  readonly digests: readonly { readonly op: Op; readonly canonical: string; readonly digest: string }[];
  readonly words: readonly { readonly text: string; readonly offer: string; readonly digest: string }[];
}

interface Side {
  readonly card_id: string;
  readonly answers: readonly Answer[];
}

export interface PairVectors {
  readonly pairs: readonly {
    readonly title: string;
    readonly cards: readonly [Side, Side];
    readonly colour: number;
    readonly pattern: readonly number[];
    readonly prompt: number | null;
  }[];
}

export interface EveningVectors {
  readonly evenings: readonly {
    readonly title: string;
    readonly zone: string;
    readonly starts_at: string;
    readonly ends_at: string;
    readonly recap_at: string;
  }[];
}

export interface SpokenVectors {
  readonly good: readonly { readonly symbols: string; readonly code: string }[];
  readonly spaced: readonly { readonly text: string; readonly code: string }[];
  readonly wrong: readonly string[];
  readonly no_code: readonly string[];
}

/** Each file's shape is the interface that its reader names; a wrong one fails the tests. */
export function vectors<T>(name: 'cards' | 'contacts' | 'digests' | 'evenings' | 'pairs' | 'spoken'): T {
  const file = resolve(import.meta.dirname, `../../../tests/vectors/${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
