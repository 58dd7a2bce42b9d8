/** What two phones show alike after a meeting, worked out from the two cards alone. */
import type { Answer } from '../db/types';
import { fromHex, joined } from './bytes';

export const COLOURS = 12;
const COLUMNS = 5;
const DRAWN_COLUMNS = 3;
const ANSWERS_COUNTED = 3;

export interface PairCard {
  readonly card_id: string;
  readonly answers: readonly Answer[];
}

export interface Pair {
  /** 0 to 11. */
  readonly colour: number;
  /** 25 cells, row by row; the right two columns mirror the left two. */
  readonly pattern: readonly number[];
  /** The prompt's index, or null when neither card answers any. */
  readonly prompt: number | null;
}

async function seedOf(one: string, other: string): Promise<Uint8Array> {
  const [first, second] = [one, other].sort();
  const both = joined(fromHex(first ?? ''), fromHex(second ?? ''));
  return new Uint8Array(await crypto.subtle.digest('SHA-256', both));
}

/** Cell (row, column) of the left three columns is bit 23 - (3 * row + column) of seed bytes 1 to 3. */
function patternOf(seed: Uint8Array): number[] {
  const bits = ((seed[1] ?? 0) << 16) | ((seed[2] ?? 0) << 8) | (seed[3] ?? 0);
  return Array.from({ length: COLUMNS * COLUMNS }, (_, cell) => {
    const row = Math.floor(cell / COLUMNS);
    const column = cell % COLUMNS;
    const drawn = column < DRAWN_COLUMNS ? column : COLUMNS - 1 - column;
    return (bits >>> (23 - (DRAWN_COLUMNS * row + drawn))) & 1;
  });
}

function counted(card: PairCard): Set<number> {
  return new Set(card.answers.slice(0, ANSWERS_COUNTED).map((answer) => answer.prompt));
}

function candidates(one: PairCard, other: PairCard): number[] {
  const [mine, theirs] = [counted(one), counted(other)];
  const shared = [...mine].filter((prompt) => theirs.has(prompt));
  const chosen = shared.length > 0 ? shared : [...new Set([...mine, ...theirs])];
  return chosen.sort((a, b) => a - b);
}

export async function pairOf(one: PairCard, other: PairCard): Promise<Pair> {
  const seed = await seedOf(one.card_id, other.card_id);
  const prompts = candidates(one, other);
  const pick = new DataView(seed.buffer).getUint32(4) % Math.max(1, prompts.length);
  return {
    colour: (seed[0] ?? 0) % COLOURS,
    pattern: patternOf(seed),
    prompt: prompts[pick] ?? null,
  };
}
