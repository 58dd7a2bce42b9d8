/** What the server told, for screens that show it as it comes and keep nothing. */
import { OfflineError, ProblemError } from '../db/errors';
import type { Answer } from '../sync/transport';

/** Throws OfflineError, or ProblemError. */
export function told<T>(answer: Answer<T>): T {
  if (answer.kind === 'ok') return answer.body;
  if (answer.kind === 'problem') throw new ProblemError(answer.problem);
  throw new OfflineError('no answer');
}
