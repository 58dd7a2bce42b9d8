/** One person: what I keep about them first, then how to reach them, then their card. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { dayText, timeText } from '../../app/dates';
import { t } from '../../app/i18n';
import type { ScreenProps } from '../../app/routes';
import { attendeeAt, encounterById, eventById, loaded } from '../../db/signals';
import type { LocalEncounter } from '../../db/types';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { PairMark } from '../../ui/pair-mark';
import { Skeleton } from '../../ui/skeleton';
import { AsksMe } from '../asks-me';
import { cardOf, hasMyDetails, nameOf, shortName, standing } from '../encounter-words';
import { Question } from '../met/question';
import { ShareSheet } from '../met/share-sheet';
import { useMeeting } from '../use-meeting';
import { CardView } from './card-view';
import { ContactList } from './contact-list';
import { LabelField } from './label-field';
import { NotHere } from './not-here';
import { NotesSection } from './notes-section';
import styles from './person-page.module.css';

function MetWhere({ encounter }: { encounter: LocalEncounter }): JSX.Element {
  const event = eventById(encounter.event_id);
  const zone = event?.zone ?? 'UTC';
  const pronouns = cardOf(encounter)?.pronouns ?? '';
  const when = { day: dayText(encounter.met_at, zone), time: timeText(encounter.met_at, zone) };
  return (
    <p class={styles.where}>
      {pronouns !== '' && (
        <>
          <bdi>{pronouns}</bdi> ·{' '}
        </>
      )}
      <span dir="auto">
        {event === null ? t('person.metOn', when) : t('person.metAt', { ...when, event: event.name })}
      </span>
    </p>
  );
}

function Reach({ encounter }: { encounter: LocalEncounter }): JSX.Element | null {
  const [sharing, setSharing] = useState(false);
  const attendee = attendeeAt(encounter.event_id);
  if (encounter.state !== 'mutual') return null;
  const name = shortName(encounter);
  const none = (encounter.person?.contact_details ?? []).length === 0;
  return (
    <section class={styles.section} aria-labelledby="reach">
      <h2 id="reach">{t('person.reach')}</h2>
      {none && <p class={styles.soft}>{t('person.noContact', { name })}</p>}
      <ContactList encounter={encounter} />
      {hasMyDetails(encounter) ? (
        <p class={styles.soft}>{t('share.shared', { name })}</p>
      ) : (
        <Button icon="share" onClick={() => setSharing(true)}>
          {t('share.open')}
        </Button>
      )}
      {sharing && attendee !== null && (
        <ShareSheet encounter={encounter} attendee={attendee} onClose={() => setSharing(false)} />
      )}
    </section>
  );
}

function Person({ encounter }: { encounter: LocalEncounter }): JSX.Element {
  const meeting = useMeeting(encounter);
  const card = cardOf(encounter);
  const where = standing(encounter);
  const prompts = eventById(encounter.event_id)?.prompts ?? [];
  const answered = card !== null && card.answers.length > 0;
  return (
    <Page title={nameOf(encounter)} tabTitle={t('person.tabTitle')} back="/people">
      <div class={styles.top}>
        {meeting !== null && <PairMark colour={meeting.colour} pattern={meeting.pattern} size={56} />}
        <MetWhere encounter={encounter} />
      </div>
      <div class={styles.body}>
        {encounter.asks_me && <AsksMe only={encounter.id} />}
        {where !== null && <Notice icon={encounter.local ? 'send' : 'people'}>{where}</Notice>}
        {encounter.state === 'unmatched' && <LabelField encounter={encounter} />}
        <NotesSection encounter={encounter} />
        <Reach encounter={encounter} />
        {answered && (
          <section class={styles.section} aria-labelledby="their-card">
            <h2 id="their-card">{t('person.card', { name: shortName(encounter) })}</h2>
            <CardView card={card} prompts={prompts} />
          </section>
        )}
        {!answered && meeting !== null && <Question meeting={meeting} name={shortName(encounter)} />}
      </div>
    </Page>
  );
}

export function PersonPage({ params }: ScreenProps): JSX.Element {
  const encounter = encounterById(params.id ?? '');
  if (encounter !== null) return <Person encounter={encounter} />;
  if (!loaded.value) return <Skeleton />;
  return <NotHere />;
}
