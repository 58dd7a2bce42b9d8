/** Offers a new version at a seam: never while scanning, typing a form, or with a sheet open. */
import type { JSX } from 'preact';
import { t } from '../app/i18n';
import { path } from '../app/router';
import { storageFailed } from '../app/storage-state';
import { updateWaiting } from '../db/signals';
import { Button } from './button';
import { Notice } from './notice';
import styles from './update-bar.module.css';

/** Not Me: a card may be half changed there. */
const SEAMS: ReadonlySet<string> = new Set(['/', '/people', '/recap', '/events']);

async function takeUpdate(): Promise<void> {
  const { applyUpdate } = await import('../app/update');
  applyUpdate();
}

export function UpdateBar(): JSX.Element | null {
  if (storageFailed.value) {
    return (
      <div class={styles.bar}>
        <Notice icon="warning" look="amber" title={t('app.storageFailed')}>
          {t('app.storageFailedText')}
        </Notice>
      </div>
    );
  }
  if (!updateWaiting.value || !SEAMS.has(path.value)) return null;
  return (
    <div class={styles.bar}>
      <Notice
        icon="install"
        title={t('app.updateReady')}
        actions={
          <Button onClick={() => void takeUpdate().catch(() => undefined)}>{t('app.updateNow')}</Button>
        }
      >
        {t('app.updateText')}
      </Notice>
    </div>
  );
}
