/** What both phones show for a pair: the same colour, pattern and question. */
import { pairOf } from '../card/pair';
import { attendeeAt, eventById } from '../db/signals';
import type { LocalEncounter, Prompt } from '../db/types';

export interface Meeting {
  readonly question: Prompt;
  readonly theirAnswer: string | null;
  /** 0 to 11. */
  readonly colour: number;
  /** 25 cells of a 5 by 5 square, row by row, each 0 or 1; left and right mirror each other. */
  readonly pattern: readonly number[];
}

/** Null while either card, or the event, is not on this phone. */
export async function meetingOf(encounter: LocalEncounter): Promise<Meeting | null> {
  const mine = attendeeAt(encounter.event_id);
  const theirs = encounter.person ?? encounter.scanned;
  const event = eventById(encounter.event_id);
  if (mine === null || theirs === null || event === null) return null;
  const { colour, pattern, prompt } = await pairOf(mine, theirs);
  const question = event.prompts.find(({ index }) => index === prompt) ?? event.prompts[0];
  if (question === undefined) return null;
  const answer = theirs.answers.find((given) => given.prompt === question.index);
  return { question, theirAnswer: answer?.text ?? null, colour, pattern };
}
