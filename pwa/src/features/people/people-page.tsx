/** People I met, latest first under each event, with the one detail. Part of the first load: keep small. */
import type { JSX } from 'preact';
import { eventTimes } from '../../app/dates';
import { t } from '../../app/i18n';
import { account, encounters, eventById, loaded } from '../../db/signals';
import type { Id, LocalEncounter } from '../../db/types';
import { LinkButton } from '../../ui/button';
import { EmptyState } from '../../ui/notice';
import { Page } from '../../ui/page';
import { Skeleton } from '../../ui/skeleton';
import { AsksMe } from '../asks-me';
import { isRefused } from '../encounter-words';
import styles from './people-page.module.css';
import { PersonRow } from './person-row';

interface Chapter {
  readonly eventId: Id;
  readonly rows: readonly LocalEncounter[];
}

/** Encounters come newest first; an event stands where its newest meeting does. */
function chapters(): readonly Chapter[] {
  const byEvent = new Map<Id, LocalEncounter[]>();
  for (const encounter of encounters.value) {
    if (encounter.asks_me && !encounter.i_scanned) continue;
    const rows = byEvent.get(encounter.event_id) ?? [];
    rows.push(encounter);
    byEvent.set(encounter.event_id, rows);
  }
  return [...byEvent].map(([eventId, rows]) => ({ eventId, rows }));
}

function ChapterView({ eventId, rows }: Chapter): JSX.Element {
  const event = eventById(eventId);
  return (
    <section class={styles.chapter} aria-labelledby={`at-${eventId}`}>
      <div class={styles.heading}>
        <h2 id={`at-${eventId}`} dir="auto">
          {event?.name ?? t(rows.some(isRefused) ? 'people.refusedEvent' : 'people.unknownEvent')}
        </h2>
        {event !== null && <p>{eventTimes(event)}</p>}
      </div>
      <ul class={styles.list}>
        {rows.map((encounter) => (
          <PersonRow key={encounter.id} encounter={encounter} />
        ))}
      </ul>
    </section>
  );
}

function Empty(): JSX.Element {
  const stranger = account.value === null;
  return (
    <EmptyState
      title={t('people.emptyTitle')}
      action={
        <LinkButton look="primary" icon={stranger ? 'code' : 'scan'} href={stranger ? '/' : '/scan'}>
          {stranger ? t('people.emptyJoin') : t('people.emptyScan')}
        </LinkButton>
      }
    >
      {t('people.emptyText')}
    </EmptyState>
  );
}

export function PeoplePage(): JSX.Element {
  const all = chapters();
  return (
    <Page title={t('people.title')}>
      <div class={styles.asks}>
        <AsksMe />
      </div>
      {!loaded.value && <Skeleton lines={5} />}
      {loaded.value && all.length === 0 && <Empty />}
      {all.map((chapter) => (
        <ChapterView key={chapter.eventId} {...chapter} />
      ))}
    </Page>
  );
}
