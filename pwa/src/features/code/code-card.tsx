/** My live code on its white card, with how to make it easy to read. */
import type { JSX } from 'preact';
import { t } from '../../app/i18n';
import { inGroups, spelled } from '../../card/spoken';
import type { Attendee } from '../../db/types';
import { Icon } from '../../ui/icon';
import { QrView } from '../../ui/qr-view';
import styles from './code-card.module.css';
import { useLiveCode } from './use-live-code';
import { useWakeLock } from './use-wake-lock';
import { useWatching } from './use-watching';

function labelOf({ name, spoken_code: code }: Attendee): string {
  if (code == null) return t('home.codeLabel', { name });
  return t('home.codeLabelSpoken', { name, code: spelled(code) });
}

/** For whoever has no camera at hand; readers have it with the picture. */
function Spoken({ code }: { code: string }): JSX.Element {
  return (
    <span class={styles.spoken} aria-hidden="true" data-spoken={code}>
      {t('home.orSay')} <bdi class={styles.symbols}>{inGroups(code)}</bdi>
    </span>
  );
}

export function CodeCard({ attendee }: { attendee: Attendee }): JSX.Element {
  const code = useLiveCode(attendee.event_id);
  useWakeLock();
  useWatching();
  return (
    <figure class={styles.figure}>
      <div class={styles.card} data-code={code?.text} data-step={code?.step}>
        {code !== null && (
          <div key={code.step} class={styles.fresh}>
            <QrView drawing={code.drawing} label={labelOf(attendee)} />
          </div>
        )}
      </div>
      <figcaption class={styles.captions}>
        {attendee.spoken_code != null && <Spoken code={attendee.spoken_code} />}
        <span class={styles.caption}>
          <Icon name="sun" size={16} />
          <span>{t('home.brightness')}</span>
        </span>
      </figcaption>
    </figure>
  );
}
