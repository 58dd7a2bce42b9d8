/** Events: those I prepare, and those I was at or go to. */
import type { JSX } from 'preact';
import { now, phaseOf } from '../../app/clock';
import { chooseEvent } from '../../app/current-event';
import { eventTimes } from '../../app/dates';
import { t } from '../../app/i18n';
import { attendeeAt, events, loaded } from '../../db/signals';
import type { KithEvent } from '../../db/types';
import { LinkButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { EmptyState } from '../../ui/notice';
import { Page } from '../../ui/page';
import { Skeleton } from '../../ui/skeleton';
import styles from './events-page.module.css';

function Row({ event, href }: { event: KithEvent; href: string }): JSX.Element {
  const phase = phaseOf(event, now.value);
  return (
    <li class={styles.row}>
      <a href={href} class={styles.link} onClick={() => chooseEvent(event.id)}>
        <span class={styles.words}>
          <bdi class={styles.name}>{event.name}</bdi>
          <span class={styles.when}>{eventTimes(event)}</span>
        </span>
        <span class={phase === 'open' ? styles.open : styles.phase}>{t(`phase.${phase}`)}</span>
        <Icon name="next" size={20} />
      </a>
    </li>
  );
}

function List(props: {
  title: string;
  list: readonly KithEvent[];
  hrefOf: (event: KithEvent) => string;
}): JSX.Element | null {
  if (props.list.length === 0) return null;
  return (
    <section class={styles.section}>
      <h2>{props.title}</h2>
      <ul class={styles.list}>
        {props.list.map((event) => (
          <Row key={event.id} event={event} href={props.hrefOf(event)} />
        ))}
      </ul>
    </section>
  );
}

export function EventsPage(): JSX.Element {
  if (!loaded.value) return <Skeleton />;
  const organised = events.value.filter((event) => event.role !== null);
  const attended = events.value.filter((event) => event.role === null && attendeeAt(event.id) !== null);
  const none = organised.length === 0 && attended.length === 0;
  return (
    <Page title={t('events.title')} back="/">
      {none && <EmptyState title={t('events.emptyTitle')}>{t('events.emptyText')}</EmptyState>}
      <List title={t('events.organised')} list={organised} hrefOf={(event) => `/events/${event.id}`} />
      <List title={t('events.attended')} list={attended} hrefOf={() => '/'} />
      <div class={styles.action}>
        <LinkButton look={none ? 'primary' : 'secondary'} icon="plus" href="/events/new">
          {t('events.new')}
        </LinkButton>
      </div>
    </Page>
  );
}
