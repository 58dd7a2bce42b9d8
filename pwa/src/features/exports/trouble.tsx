/** What needs a network and has none, or was refused: said once, with a way to try again. */
import type { JSX } from 'preact';
import { t } from '../../app/i18n';
import { OfflineError, ProblemError } from '../../db/errors';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { failureWords } from '../failure-words';

function words(error: unknown, offline: string): string {
  if (error instanceof OfflineError) return offline;
  if (error instanceof ProblemError) {
    if (error.problem.code === 'export_not_allowed') return t('export.notAllowed');
    if (error.problem.code === 'too_many_exports') return t('export.tooMany');
    if (error.problem.code === 'not_found') return t('export.notYours');
  }
  return failureWords(error);
}

export function Trouble(props: {
  readonly error: unknown;
  readonly offline: string;
  readonly onRetry: () => void;
}): JSX.Element {
  const offline = props.error instanceof OfflineError;
  return (
    <div role="status">
      <Notice
        icon={offline ? 'offline' : 'warning'}
        title={offline ? t('export.offlineTitle') : t('export.troubleTitle')}
        actions={<Button onClick={props.onRetry}>{t('common.tryAgain')}</Button>}
      >
        {words(props.error, props.offline)}
      </Notice>
    </div>
  );
}
