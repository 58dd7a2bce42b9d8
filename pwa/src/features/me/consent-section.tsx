/** The organiser's list: what I agreed to, in which words and when; taken back as easily as given. */
import type { JSX } from 'preact';
import { dateTimeText } from '../../app/dates';
import { t } from '../../app/i18n';
import { writeConsent } from '../../commands/write-consent';
import type { Attendee, KithEvent } from '../../db/types';
import { CheckLine } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { say } from '../../ui/toast';
import { failureWords } from '../failure-words';
import styles from './consent-section.module.css';
import { Section } from './section';

async function change(event: KithEvent, given: boolean): Promise<void> {
  try {
    await writeConsent(event.id, 'organiser_list', given);
    say(given ? t('consent.given') : t('consent.withdrawn'));
  } catch (error) {
    say(failureWords(error));
  }
}

export function ConsentSection({ event, attendee }: { event: KithEvent; attendee: Attendee }): JSX.Element {
  const consent = attendee.consents.find((one) => one.purpose === 'organiser_list') ?? null;
  return (
    <Section title={t('consent.title')}>
      <CheckLine
        look="switch"
        label={t('consent.organiserList')}
        hint={t('consent.organiserListHint')}
        checked={consent !== null}
        onChange={(given) => void change(event, given)}
      />
      {consent !== null && (
        <p class={styles.since}>
          {t('consent.since', { date: dateTimeText(consent.given_at, event.zone), wording: consent.wording })}
        </p>
      )}
      <p class={styles.never}>
        <Icon name="lock" size={18} />
        <span>{t('consent.never')}</span>
      </p>
    </Section>
  );
}
