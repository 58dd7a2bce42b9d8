/** An error as one sentence: what happened, that nothing was lost, what to do. */
import { t } from '../app/i18n';
import {
  InvalidInputError,
  OfflineError,
  ProblemError,
  StorageFailedError,
  StorageFullError,
} from '../db/errors';

function inputWords(error: InvalidInputError): string {
  if (error.reason === 'too-long') return t('errors.tooLong', { count: error.limit });
  if (error.reason === 'link') return t('errors.nameLink');
  if (error.reason === 'digits') return t('errors.nameDigits');
  return t('errors.empty');
}

/** The server's refusals that have words of their own here. */
export function problemWords(code: string): string {
  switch (code) {
    case 'unknown_join_code':
      return t('errors.unknownJoinCode');
    case 'event_over':
    case 'event_closed':
      return t('errors.eventOver');
    case 'event_not_open':
      return t('errors.eventNotOpen');
    case 'unknown_pass':
      return t('signin.unknownPass');
    case 'pass_used':
      return t('signin.usedPass');
    default:
      return t('errors.refused');
  }
}

export function failureWords(error: unknown): string {
  if (error instanceof InvalidInputError) return inputWords(error);
  if (error instanceof StorageFullError) return t('errors.storageFull');
  if (error instanceof StorageFailedError) return t('errors.storageFailed');
  if (error instanceof OfflineError) return t('errors.offline');
  if (error instanceof ProblemError) return problemWords(error.problem.code);
  return t('errors.unexpected');
}
