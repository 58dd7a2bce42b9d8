/** Where an organiser goes on from an event's page: one line for each place. */
import type { JSX } from 'preact';
import { t } from '../../app/i18n';
import type { KithEvent } from '../../db/types';
import { Icon, type IconName } from '../../ui/icon';
import styles from './event-links.module.css';

interface Place {
  readonly path: string;
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
}

function places(): readonly Place[] {
  return [
    {
      path: 'questions',
      icon: 'chat',
      title: t('eventLinks.questions'),
      text: t('eventLinks.questionsText'),
    },
    {
      path: 'badges',
      icon: 'print',
      title: t('badges.title'),
      text: t('eventLinks.badgesText'),
    },
    {
      path: 'export',
      icon: 'install',
      title: t('export.link'),
      text: t('eventLinks.exportText'),
    },
    { path: 'edit', icon: 'pencil', title: t('eventLinks.edit'), text: t('eventLinks.editText') },
  ];
}

export function EventLinks({ event }: { event: KithEvent }): JSX.Element {
  return (
    <nav aria-label={t('eventLinks.label')}>
      <ul class={styles.list}>
        {places().map(({ path, icon, title, text }) => (
          <li key={path}>
            <a href={`/events/${event.id}/${path}`} class={styles.link}>
              <Icon name={icon} size={22} />
              <span class={styles.words}>
                <span class={styles.title}>{title}</span>
                <span class={styles.text}>{text}</span>
              </span>
              <Icon name="next" size={20} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
