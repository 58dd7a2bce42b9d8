/** The channels somebody gave me; only mailto, tel and https become links. */
import type { JSX } from 'preact';
import { t } from '../../app/i18n';
import type { ContactKind, LocalEncounter } from '../../db/types';
import { IconButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { say } from '../../ui/toast';
import { inOrder } from '../contact-order';
import { CONTACT_LOOKS, contactLabel, contactLink } from '../contact-words';
import { copyText } from '../copy-text';
import styles from './contact-list.module.css';

function Value({ kind, value }: { kind: ContactKind; value: string }): JSX.Element {
  const link = contactLink(kind, value);
  if (link === null) return <bdi>{value}</bdi>;
  const outside = link.startsWith('https:');
  return (
    <a href={link} dir="auto" target={outside ? '_blank' : undefined} rel="noopener noreferrer nofollow">
      {value}
    </a>
  );
}

export function ContactList({ encounter }: { encounter: LocalEncounter }): JSX.Element | null {
  const details = inOrder(encounter.person?.contact_details ?? []);
  if (details.length === 0) return null;
  const copy = async (kind: ContactKind, value: string): Promise<void> => {
    const done = await copyText(value);
    say(done ? t('common.copied', { what: contactLabel(kind) }) : t('common.copyFailed'));
  };
  return (
    <ul class={styles.list}>
      {details.map(({ kind, value }) => (
        <li key={kind}>
          <Icon name={CONTACT_LOOKS[kind].icon} size={20} />
          <div class={styles.words}>
            <span class={styles.kind}>{contactLabel(kind)}</span>
            <Value kind={kind} value={value} />
          </div>
          <IconButton
            icon="copy"
            label={t('common.copyWhat', { what: contactLabel(kind) })}
            onClick={() => void copy(kind, value)}
          />
        </li>
      ))}
    </ul>
  );
}
