/** The organiser's page of one event: the code at the door, who may come in, and what is asked. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { eventTimes } from '../../app/dates';
import { t } from '../../app/i18n';
import type { ScreenProps } from '../../app/routes';
import { drawCode } from '../../card/render';
import { attendeeAt, eventById, loaded } from '../../db/signals';
import type { KithEvent } from '../../db/types';
import { Button, LinkButton } from '../../ui/button';
import { EmptyState, Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { QrView } from '../../ui/qr-view';
import { Skeleton } from '../../ui/skeleton';
import { say } from '../../ui/toast';
import { copyText } from '../copy-text';
import styles from './event-page.module.css';
import { Projector } from './projector';

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

function Facts({ event }: { event: KithEvent }): JSX.Element {
  const mine = attendeeAt(event.id);
  return (
    <div class={styles.facts}>
      {event.joined !== null && (
        <p class={styles.joined}>
          <strong>{event.joined}</strong> {t('event.joined', { count: event.joined })}
        </p>
      )}
      <p class={styles.private}>{t('event.private')}</p>
      {mine === null && event.join_code !== null && (
        <LinkButton icon="me" href={`/j/${event.join_code}`}>
          {t('event.joinYourself')}
        </LinkButton>
      )}
      <section class={styles.prompts} aria-labelledby="event-prompts">
        <h2 id="event-prompts">{t('newEvent.prompts')}</h2>
        <ol>
          {event.prompts.map((prompt) => (
            <li key={prompt.index} dir="auto">
              {prompt.text}
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

function EventView({ event }: { event: KithEvent }): JSX.Element {
  return (
    <Page title={event.name} tabTitle={t('event.tabTitle')} eyebrow={eventTimes(event)} back="/events" wide>
      <div class={styles.columns}>
        {event.join_code === null ? (
          <Notice icon="offline" title={t('event.noCodeTitle')}>
            {t('event.noCodeText')}
          </Notice>
        ) : (
          <Door event={event} code={event.join_code} />
        )}
        <Facts event={event} />
      </div>
    </Page>
  );
}

export function EventPage({ params }: ScreenProps): JSX.Element {
  const event = eventById(params.id ?? '');
  if (event !== null && event.role !== null) return <EventView event={event} />;
  if (!loaded.value) return <Skeleton />;
  return (
    <Page title={t('event.unknown')} back="/events">
      <EmptyState title={t('event.unknownTitle')}>{t('event.unknownText')}</EmptyState>
    </Page>
  );
}
