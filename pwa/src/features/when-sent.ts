/** Words for what was just decided: the server's part is told as done only where there is a network. */
import { t } from '../app/i18n';
import { network } from '../db/signals';

/** False while what is written here stays here. */
export function isSentAtOnce(): boolean {
  return network.value === 'fine' && navigator.onLine;
}

/** `done` where it is sent at once, else that it counts later. */
export function doneOrLater(done: string, later: string = t('common.countsLater')): string {
  return isSentAtOnce() ? done : later;
}
