/** Why the server refused a write, for the person who wrote it: its own sentence, or what is wrong with which field. */
import type { ProblemDetails } from '../../db/types';
import { problemWords } from '../failure-words';

/** Sentences about a field, at any depth; the API's own names of fields and positions mean nothing to people. */
function sentencesIn(errors: unknown): readonly string[] {
  if (typeof errors === 'string') return [errors];
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.values(errors).flatMap(sentencesIn);
}

export function refusalWords(problem: ProblemDetails): string {
  if (problem.code !== 'invalid_input') return problem.detail || problemWords(problem.code);
  const found = [...new Set(sentencesIn(problem.errors ?? {}))];
  return [problemWords(problem.code), ...found].join(' ');
}
