/** My live code on its white card, with how to make it easy to read. */
import type { JSX } from 'preact';
import { t } from '../../app/i18n';
import type { Attendee } from '../../db/types';
import { Icon } from '../../ui/icon';
import { QrView } from '../../ui/qr-view';
import styles from './code-card.module.css';
import { useLiveCode } from './use-live-code';
import { useWakeLock } from './use-wake-lock';
import { useWatching } from './use-watching';

export function CodeCard({ attendee }: { attendee: Attendee }): JSX.Element {
  const code = useLiveCode(attendee.event_id);
  useWakeLock();
  useWatching();
  return (
    <figure class={styles.figure}>
      <div class={styles.card} data-code={code?.text} data-step={code?.step}>
        {code !== null && (
          <div key={code.step} class={styles.fresh}>
            <QrView drawing={code.drawing} label={t('home.codeLabel', { name: attendee.name })} />
          </div>
        )}
      </div>
      <figcaption class={styles.caption}>
        <Icon name="sun" size={16} />
        <span>{t('home.brightness')}</span>
      </figcaption>
    </figure>
  );
}
