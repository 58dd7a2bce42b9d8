/** One quiet chip: Offline, 3 to send, Sent, Needs attention. A tap tries again at once. */
import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../app/i18n';
import { navigate } from '../app/router';
import { syncNow } from '../app/start-data';
import { account, syncStatus } from '../db/signals';
import type { SyncStatus } from '../db/types';
import { Icon, type IconName } from './icon';
import styles from './status-chip.module.css';

const ICONS: Readonly<Record<SyncStatus['state'], IconName>> = {
  offline: 'offline',
  sending: 'send',
  sent: 'check',
  attention: 'warning',
};

function wordsFor(status: SyncStatus): string {
  if (status.state === 'attention') return t('status.attention');
  if (status.state === 'offline') {
    return status.unsent > 0 ? t('status.offlineUnsent', { count: status.unsent }) : t('status.offline');
  }
  return status.unsent > 0 ? t('status.toSend', { count: status.unsent }) : t('status.sent');
}

function explain(status: SyncStatus): void {
  if (status.state === 'attention') navigate('/me');
  else void syncNow().catch(() => undefined);
}

export function StatusChip(): JSX.Element | null {
  const state = useComputed(() => syncStatus.value.state);
  if (account.value === null) return null;
  const words = wordsFor(syncStatus.value);
  return (
    <button
      type="button"
      class={`${styles.chip} ${styles[state.value]}`}
      onClick={() => explain(syncStatus.value)}
      title={t('status.explain')}
    >
      <Icon name={ICONS[state.value]} size={16} />
      <span>{words}</span>
    </button>
  );
}
