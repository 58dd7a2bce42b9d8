/** The recap of one event: everyone met, in the order met, from this phone alone. It prints as a notebook. */
import './words';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { now } from '../../app/clock';
import { dayText, eventTimes } from '../../app/dates';
import { listText, t } from '../../app/i18n';
import type { ScreenProps } from '../../app/routes';
import { attendeeAt, drafts, encounters, eventById, loaded, notes } from '../../db/signals';
import type { Id, KithEvent, LocalEncounter } from '../../db/types';
import { recapAt, sameDay } from '../../recap/evening';
import { eventsWithPeople, peopleAt, withoutDetail } from '../../recap/people';
import { Button, LinkButton } from '../../ui/button';
import { EmptyState, Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { Skeleton } from '../../ui/skeleton';
import { knownName, shortName } from '../encounter-words';
import { watchDecisions } from './decisions';
import styles from './recap-page.module.css';
import { RecapPerson } from './recap-person';

const NAMED = 3;

function Preview({ event }: { event: KithEvent }): JSX.Element | null {
  const at = Date.parse(recapAt(event));
  if (at <= now.value) return null;
  const tonight = sameDay(at, now.value, event.zone);
  const day = dayText(new Date(at).toISOString(), event.zone);
  return (
    <Notice icon="recap" title={tonight ? t('recap.previewTonight') : t('recap.previewThen', { day })}>
      {t('recap.previewText')}
    </Notice>
  );
}

/** Names, never a number. */
function namesOf(people: readonly LocalEncounter[]): string {
  const known = people.filter((encounter) => knownName(encounter) !== null);
  const named = known.slice(0, NAMED).map(shortName);
  if (named.length === 0) return t('recap.homeSomebody');
  return listText(people.length > named.length ? [...named, t('recap.homeOthers')] : named);
}

function WayHome({
  eventId,
  people,
}: {
  eventId: Id;
  people: readonly LocalEncounter[];
}): JSX.Element | null {
  if (people.length === 0) return null;
  return (
    <section class={styles.home} aria-labelledby="way-home">
      <h2 id="way-home">{t('recap.homeTitle')}</h2>
      <p dir="auto">{t('recap.homeText', { names: namesOf(people) })}</p>
      <LinkButton look="primary" href={`/recap/${eventId}/way-home`}>
        {t('recap.homeStart')}
      </LinkButton>
    </section>
  );
}

function Others({ current }: { current: Id }): JSX.Element | null {
  const others = eventsWithPeople(encounters.value).filter((id) => id !== current);
  if (others.length === 0) return null;
  return (
    <nav class={styles.others} aria-labelledby="other-recaps">
      <h2 id="other-recaps">{t('recap.othersTitle')}</h2>
      <ul>
        {others.map((id) => (
          <li key={id}>
            <a href={`/recap/${id}`} dir="auto">
              {eventById(id)?.name ?? t('people.unknownEvent')}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Recap({ eventId, people }: { eventId: Id; people: readonly LocalEncounter[] }): JSX.Element {
  useEffect(watchDecisions, []);
  const event = eventById(eventId);
  const me = attendeeAt(eventId);
  return (
    <Page
      title={event?.name ?? t('people.unknownEvent')}
      tabTitle={t('recap.title')}
      eyebrow={event === null ? t('recap.eyebrow') : eventTimes(event)}
    >
      {me !== null && (
        <p class={styles.printed} dir="auto">
          {t('recap.printedFor', { name: me.name })}
        </p>
      )}
      <div class={styles.body}>
        {event !== null && <Preview event={event} />}
        <WayHome eventId={eventId} people={withoutDetail(people, notes.value, drafts.value)} />
        <ol class={styles.people}>
          {people.map((encounter) => (
            <RecapPerson key={encounter.id} encounter={encounter} />
          ))}
        </ol>
        <div class={styles.foot}>
          <Button icon="print" onClick={() => print()}>
            {t('recap.print')}
          </Button>
        </div>
        <Others current={eventId} />
      </div>
    </Page>
  );
}

function Nobody({ elsewhere }: { elsewhere: boolean }): JSX.Element {
  return (
    <Page title={t('recap.title')}>
      <EmptyState
        title={elsewhere ? t('recap.gone') : t('recap.emptyTitle')}
        action={
          <LinkButton
            look="primary"
            icon={elsewhere ? 'recap' : 'scan'}
            href={elsewhere ? '/recap' : '/scan'}
          >
            {elsewhere ? t('recap.toRecap') : t('people.emptyScan')}
          </LinkButton>
        }
      >
        {elsewhere ? t('recap.goneText') : t('recap.emptyText')}
      </EmptyState>
    </Page>
  );
}

export function RecapPage({ params }: ScreenProps): JSX.Element {
  if (!loaded.value) return <Skeleton lines={5} />;
  const latest = eventsWithPeople(encounters.value)[0] ?? null;
  const eventId = params.event ?? latest;
  const people = eventId === null ? [] : peopleAt(eventId, encounters.value);
  if (eventId === null || people.length === 0) return <Nobody elsewhere={latest !== null} />;
  return <Recap eventId={eventId} people={people} />;
}
