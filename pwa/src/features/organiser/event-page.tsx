/** The organiser's home of one event: the code at the door, who comes in, what is asked, and how it ends. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { doorOf, now, phaseOf } from '../../app/clock';
import { dateTimeText, eventTimes } from '../../app/dates';
import { t } from '../../app/i18n';
import type { ScreenProps } from '../../app/routes';
import { drawCode } from '../../card/render';
import { attendeeAt } from '../../db/signals';
import type { KithEvent } from '../../db/types';
import { Button, LinkButton } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { QrView } from '../../ui/qr-view';
import { say } from '../../ui/toast';
import { copyText } from '../copy-text';
import { Ending, mayReopen } from './ending';
import { EventLinks } from './event-links';
import styles from './event-page.module.css';
import { JoinedList } from './joined-list';
import { Organised } from './organised';
import { Projector } from './projector';
import './words';

export function joinLink(code: string): string {
  return `${location.origin}/j/${code}`;
}

/** "ABCD EFGH", as it is read aloud. */
export function spokenCode(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}

async function copy(code: string): Promise<void> {
  say((await copyText(joinLink(code))) ? t('event.linkCopied') : t('common.copyFailed'));
}

async function share(event: KithEvent, code: string): Promise<void> {
  try {
    await navigator.share({ title: event.name, url: joinLink(code) });
  } catch {
    // Closing the share menu is an answer too.
  }
}

function Door({ event, code }: { event: KithEvent; code: string }): JSX.Element {
  const [projecting, setProjecting] = useState(false);
  return (
    <div class={styles.door}>
      <div class={styles.qr}>
        <QrView drawing={drawCode(joinLink(code))} label={t('event.qrLabel', { event: event.name })} />
      </div>
      <p class={styles.spoken}>
        <span>{t('event.orType')}</span>
        <strong>{spokenCode(code)}</strong>
      </p>
      <div class={styles.actions}>
        <Button look="primary" icon="screen" onClick={() => setProjecting(true)}>
          {t('event.projector')}
        </Button>
        <Button icon="copy" onClick={() => void copy(code)}>
          {t('event.copyLink')}
        </Button>
        {'share' in navigator && (
          <Button icon="share" onClick={() => void share(event, code)}>
            {t('event.share')}
          </Button>
        )}
      </div>
      {projecting && <Projector event={event} code={code} onClose={() => setProjecting(false)} />}
    </div>
  );
}

/** The code for the door. Once the event is over it would only send people away. */
function WayIn({ event }: { event: KithEvent }): JSX.Element | null {
  if (phaseOf(event, now.value) === 'over') return null;
  if (event.join_code === null) {
    return (
      <Notice icon="offline" title={t('event.noCodeTitle')}>
        {t('event.noCodeText')}
      </Notice>
    );
  }
  return (
    <>
      <Door event={event} code={event.join_code} />
      {attendeeAt(event.id) === null && (
        <div class={styles.actions}>
          <LinkButton icon="me" href={`/j/${event.join_code}`}>
            {t('event.joinYourself')}
          </LinkButton>
        </div>
      )}
    </>
  );
}

/** Why nobody comes in by this code just now, if so. */
function Closed({ event }: { event: KithEvent }): JSX.Element | null {
  if (phaseOf(event, now.value) === 'over') {
    return (
      <Notice icon="lock" title={t('event.overTitle')}>
        {t('event.overText')} {mayReopen(event) ? t('event.overReopen') : t('event.overLater')}
      </Notice>
    );
  }
  const door = doorOf(event, now.value);
  if (door === 'open') return null;
  const at = door === 'before' ? event.join_opens_at : event.join_closes_at;
  const when = at === null ? '' : dateTimeText(at, event.zone);
  return (
    <Notice
      icon="lock"
      title={door === 'before' ? t('event.doorBefore', { when }) : t('event.doorOver', { when })}
    />
  );
}

function Questions({ event }: { event: KithEvent }): JSX.Element {
  return (
    <section class={styles.prompts} aria-labelledby="event-prompts">
      <h2 id="event-prompts">{t('newEvent.prompts')}</h2>
      <ol>
        {event.prompts
          .filter((prompt) => !prompt.retired)
          .map((prompt) => (
            <li key={prompt.index} dir="auto">
              {prompt.text}
            </li>
          ))}
      </ol>
    </section>
  );
}

function EventView({ event }: { event: KithEvent }): JSX.Element {
  return (
    <Page title={event.name} tabTitle={t('event.tabTitle')} eyebrow={eventTimes(event)} back="/events" wide>
      <div class={styles.columns}>
        <div class={styles.column}>
          <Closed event={event} />
          <WayIn event={event} />
        </div>
        <div class={styles.column}>
          {event.number > 0 && <JoinedList event={event} />}
          <EventLinks event={event} />
          <Questions event={event} />
          <Ending event={event} />
        </div>
      </div>
    </Page>
  );
}

export function EventPage({ params }: ScreenProps): JSX.Element {
  return <Organised id={params.id ?? ''}>{(event) => <EventView event={event} />}</Organised>;
}
