/** What the organiser gets: each thing agreed to by itself, in which words and when; taken back as easily. */
import type { JSX } from 'preact';
import { dateTimeText } from '../../app/dates';
import { type MessageKey, t } from '../../app/i18n';
import { writeConsent } from '../../commands/write-consent';
import type { Attendee, Consent, KithEvent } from '../../db/types';
import { LinkButton } from '../../ui/button';
import { CheckLine } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { say } from '../../ui/toast';
import { failureWords } from '../failure-words';
import { doneOrLater } from '../when-sent';
import styles from './consent-section.module.css';
import { Section } from './section';

type Purpose = Consent['purpose'];
type Words = Readonly<Record<'label' | 'hint' | 'given' | 'withdrawn', MessageKey>>;

const WORDS: Readonly<Record<Purpose, Words>> = {
  organiser_list: {
    label: 'consent.organiserList',
    hint: 'consent.organiserListHint',
    given: 'consent.given',
    withdrawn: 'consent.withdrawn',
  },
  organiser_answers: {
    label: 'consent.answers',
    hint: 'consent.answersHint',
    given: 'consent.answersGiven',
    withdrawn: 'consent.answersWithdrawn',
  },
  organiser_contact: {
    label: 'consent.contact',
    hint: 'consent.contactHint',
    given: 'consent.contactGiven',
    withdrawn: 'consent.contactWithdrawn',
  },
};

interface AtEvent {
  readonly event: KithEvent;
  readonly attendee: Attendee;
}

function consentTo(attendee: Attendee, purpose: Purpose): Consent | null {
  return attendee.consents.find((one) => one.purpose === purpose) ?? null;
}

async function change(event: KithEvent, purpose: Purpose, given: boolean): Promise<void> {
  try {
    await writeConsent(event.id, purpose, given);
    say(doneOrLater(t(given ? WORDS[purpose].given : WORDS[purpose].withdrawn)));
  } catch (error) {
    say(failureWords(error));
  }
}

function Line({ event, attendee, purpose }: AtEvent & { readonly purpose: Purpose }): JSX.Element {
  const consent = consentTo(attendee, purpose);
  return (
    <>
      <CheckLine
        look="switch"
        label={t(WORDS[purpose].label)}
        hint={t(WORDS[purpose].hint)}
        checked={consent !== null}
        onChange={(given) => void change(event, purpose, given)}
      />
      {consent !== null && (
        <p class={styles.since}>
          {t('consent.since', { date: dateTimeText(consent.given_at, event.zone), wording: consent.wording })}
        </p>
      )}
    </>
  );
}

export function ConsentSection({ event, attendee }: AtEvent): JSX.Element {
  return (
    <Section title={t('consent.title')}>
      <Line event={event} attendee={attendee} purpose="organiser_list" />
      <Line event={event} attendee={attendee} purpose="organiser_answers" />
      <Line event={event} attendee={attendee} purpose="organiser_contact" />
      <p class={styles.never}>
        <Icon name="lock" size={18} />
        <span>{t('consent.never')}</span>
      </p>
      <LinkButton icon="people" href={`/events/${event.id}/seen`}>
        {t('consent.seen')}
      </LinkButton>
    </Section>
  );
}
