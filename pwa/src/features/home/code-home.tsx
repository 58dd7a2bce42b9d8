/** My live code, big, with what to ask me under it; a new mutual meeting opens by itself from here. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { now, phaseOf } from '../../app/clock';
import { myEvents } from '../../app/current-event';
import { dateTimeText, eventEnd, eventTimes } from '../../app/dates';
import { t } from '../../app/i18n';
import type { Attendee, KithEvent } from '../../db/types';
import { LinkButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { EmptyState, Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { AsksMe } from '../asks-me';
import { CodeCard } from '../code/code-card';
import styles from './code-home.module.css';
import { EventSwitcher } from './event-switcher';
import { useOpenNewMeeting } from './use-open-new-meeting';

interface AtEvent {
  readonly event: KithEvent;
  readonly attendee: Attendee;
}

function AskMe({ event, attendee }: AtEvent): JSX.Element {
  if (attendee.answers.length === 0) {
    return (
      <p class={styles.noAnswers}>
        {t('home.noAnswers')} <a href="/me">{t('home.addAnswer')}</a>
      </p>
    );
  }
  const promptOf = (index: number): string =>
    event.prompts.find((prompt) => prompt.index === index)?.text ?? '';
  return (
    <div class={styles.ask}>
      <h2>{t('home.askMe')}</h2>
      <ul>
        {attendee.answers.slice(0, 3).map((answer) => (
          <li key={answer.prompt}>
            <p class={styles.prompt} dir="auto">
              {promptOf(answer.prompt)}
            </p>
            <p class={styles.answer} dir="auto">
              {answer.text}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Me({ attendee }: { attendee: Attendee }): JSX.Element {
  return (
    <p class={styles.me}>
      <bdi class={styles.name}>{attendee.name}</bdi>
      {attendee.pronouns !== '' && <bdi class={styles.pronouns}>{attendee.pronouns}</bdi>}
    </p>
  );
}

function Over({ event }: { event: KithEvent }): JSX.Element {
  return (
    <EmptyState
      title={t('home.overTitle', { event: event.name })}
      action={
        <LinkButton look="primary" icon="people" href="/people">
          {t('home.toPeople')}
        </LinkButton>
      }
    >
      {t('home.overText')}
    </EmptyState>
  );
}

/** The title is the event; with several, it opens the list of them. */
function Eyebrow({ event, onSwitch }: { event: KithEvent; onSwitch: () => void }): JSX.Element {
  const open = phaseOf(event, now.value) === 'open';
  if (myEvents.value.length < 2) return <span>{open ? eventEnd(event) : eventTimes(event)}</span>;
  return (
    <button type="button" class={styles.switch} onClick={onSwitch}>
      <span>{t('home.otherEvents')}</span>
      <Icon name="down" size={16} />
    </button>
  );
}

export function CodeHome({ event, attendee }: AtEvent): JSX.Element {
  const [switching, setSwitching] = useState(false);
  useOpenNewMeeting();
  const phase = phaseOf(event, now.value);
  return (
    <Page
      title={event.name}
      tabTitle={t('nav.code')}
      eyebrow={<Eyebrow event={event} onSwitch={() => setSwitching(true)} />}
      wide
      compact
    >
      {phase === 'over' ? (
        <>
          <AsksMe />
          <Over event={event} />
        </>
      ) : (
        <div class={styles.columns}>
          <div class={styles.code}>
            <CodeCard attendee={attendee} />
            {phase === 'before' && (
              <Notice
                icon="events"
                title={t('home.beforeTitle', { when: dateTimeText(event.opens_at, event.zone) })}
              >
                {t('home.beforeText')}
              </Notice>
            )}
          </div>
          <div class={styles.words}>
            <AsksMe />
            <Me attendee={attendee} />
            <AskMe event={event} attendee={attendee} />
            <div class={styles.wideScan}>
              <LinkButton look="primary" icon="scan" href="/scan">
                {t('home.scanTheirs')}
              </LinkButton>
            </div>
          </div>
        </div>
      )}
      {switching && <EventSwitcher current={event.id} onClose={() => setSwitching(false)} />}
    </Page>
  );
}
