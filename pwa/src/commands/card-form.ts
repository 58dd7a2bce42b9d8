/** What a person typed for their card, as it will be kept. */
import { InvalidInputError } from '../db/errors';
import type { Json } from '../db/schema';
import type { Answer, CardFields } from '../db/types';
import { accept, LIMITS, tidy } from './limits';

/** The wording of the lines about the organiser that the person ticked; change it with their texts. */
export const CONSENT_WORDING = '2026-11-b';

export function language(): string {
  return document.documentElement.lang || 'en';
}

function acceptAnswers(answers: readonly Answer[]): Answer[] {
  const given = answers.filter((answer) => tidy(answer.text) !== '');
  if (given.length > LIMITS.answers) {
    throw new InvalidInputError('answers', 'too-long', LIMITS.answers);
  }
  return given.map(({ prompt, text }) => ({ prompt, text: accept('answer', text) }));
}

/** Only the fields that were given; throws InvalidInputError. */
export function acceptFields(fields: Partial<CardFields>): Partial<CardFields> {
  const { name, pronouns, boundary, answers } = fields;
  return {
    ...(name === undefined ? {} : { name: accept('name', name) }),
    ...(pronouns === undefined ? {} : { pronouns: accept('pronouns', pronouns) }),
    ...(boundary === undefined ? {} : { boundary: accept('boundary', boundary) }),
    ...(answers === undefined ? {} : { answers: acceptAnswers(answers) }),
  };
}

export function acceptCard(fields: CardFields): CardFields {
  const { name, pronouns, boundary, answers } = fields;
  return {
    name: accept('name', name),
    pronouns: accept('pronouns', pronouns),
    boundary: accept('boundary', boundary),
    answers: acceptAnswers(answers),
  };
}

/** A card, or a part of one, for the body of a write. */
export function asBody(fields: Partial<CardFields>): { readonly [key: string]: Json } {
  const { answers, ...words } = fields;
  if (answers === undefined) return words;
  return { ...words, answers: answers.map(({ prompt, text }) => ({ prompt, text })) };
}
