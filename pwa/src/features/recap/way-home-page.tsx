/** On the way home: one card a person of whom nothing is written down yet, and then that is everyone. */
import './words';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { timeText } from '../../app/dates';
import { t } from '../../app/i18n';
import type { ScreenProps } from '../../app/routes';
import { drafts, encounterById, encounters, eventById, loaded, notes, notesAbout } from '../../db/signals';
import type { Id, LocalEncounter } from '../../db/types';
import { peopleAt, withoutDetail } from '../../recap/people';
import { Button, LinkButton } from '../../ui/button';
import { Page } from '../../ui/page';
import { Skeleton } from '../../ui/skeleton';
import { nameOf, shortName, standing } from '../encounter-words';
import { JotField } from '../jot/jot-field';
import { LabelField } from '../person/label-field';
import { Asked } from './asked';
import styles from './way-home-page.module.css';

function Card(props: {
  encounter: LocalEncounter;
  back: string;
  passed: number;
  all: number;
  onNext: () => void;
}): JSX.Element {
  const { encounter } = props;
  const name = shortName(encounter);
  const where = encounter.state === 'mutual' ? null : standing(encounter);
  const zone = eventById(encounter.event_id)?.zone ?? 'UTC';
  const written = withoutDetail([encounter], notes.value, drafts.value).length === 0;
  return (
    <Page
      title={nameOf(encounter)}
      tabTitle={t('recap.homeTab')}
      eyebrow={t('recap.homeTitle')}
      back={props.back}
    >
      <progress
        class={styles.way}
        aria-label={t('recap.homeProgress')}
        value={props.passed}
        max={props.all}
      />
      <div class={styles.card}>
        <p class={styles.soft}>
          {t('recap.homeMetAt', { time: timeText(encounter.met_at, zone) })}
          {where !== null && ` ${where}`}
        </p>
        <Asked encounter={encounter} looks={styles} />
        {encounter.state === 'unmatched' && <LabelField encounter={encounter} />}
        <JotField encounterId={encounter.id} note={notesAbout(encounter.id)[0] ?? null} name={name} />
        <div class={styles.buttons}>
          <Button look={written ? 'primary' : 'secondary'} wide onClick={props.onNext}>
            {written ? t('recap.next') : t('recap.skip')}
          </Button>
        </div>
      </div>
    </Page>
  );
}

function End({ back, wrote }: { back: string; wrote: boolean }): JSX.Element {
  return (
    <Page
      title={t('recap.thatsEveryone')}
      tabTitle={t('recap.homeTab')}
      eyebrow={t('recap.homeTitle')}
      back={back}
    >
      <div class={styles.card}>
        <p>{wrote ? t('recap.thatsEveryoneText') : t('recap.allThere')}</p>
        <LinkButton look="primary" href={back}>
          {t('recap.toRecap')}
        </LinkButton>
      </div>
    </Page>
  );
}

/** Who is on the way is settled at its start: a card does not go while one writes on it. */
function Deck({ eventId }: { eventId: Id }): JSX.Element {
  const [ids] = useState(() =>
    withoutDetail(peopleAt(eventId, encounters.value), notes.value, drafts.value).map(({ id }) => id),
  );
  const [at, setAt] = useState(0);
  const back = `/recap/${eventId}`;
  // Somebody's card may go while I am on the way, with nothing of mine in it.
  const here = ids.findIndex((id, index) => index >= at && encounterById(id) !== null);
  const encounter = encounterById(ids[here] ?? '');
  if (encounter === null) return <End key="end" back={back} wrote={ids.length > 0} />;
  return (
    <Card
      key={ids[here]}
      encounter={encounter}
      back={back}
      passed={here}
      all={ids.length}
      onNext={() => setAt(here + 1)}
    />
  );
}

export function WayHomePage({ params }: ScreenProps): JSX.Element {
  return loaded.value ? <Deck eventId={params.event ?? ''} /> : <Skeleton />;
}
