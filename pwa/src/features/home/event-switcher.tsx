/** Which of my events this phone is at. */
import type { JSX } from 'preact';
import { now, phaseOf } from '../../app/clock';
import { chooseEvent, myEvents } from '../../app/current-event';
import { eventTimes } from '../../app/dates';
import { t } from '../../app/i18n';
import type { Id } from '../../db/types';
import { Icon } from '../../ui/icon';
import { Sheet } from '../../ui/sheet';
import styles from './event-switcher.module.css';

export function EventSwitcher({ current, onClose }: { current: Id; onClose: () => void }): JSX.Element {
  return (
    <Sheet title={t('home.yourEvents')} onClose={onClose}>
      <ul class={styles.list}>
        {myEvents.value.map((event) => (
          <li key={event.id}>
            <button
              type="button"
              class={styles.event}
              aria-pressed={event.id === current}
              onClick={() => {
                chooseEvent(event.id);
                onClose();
              }}
            >
              <span class={styles.words}>
                <bdi class={styles.name}>{event.name}</bdi>
                <span class={styles.when}>
                  {eventTimes(event)} · {t(`phase.${phaseOf(event, now.value)}`)}
                </span>
              </span>
              {event.id === current && <Icon name="check" size={20} />}
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
