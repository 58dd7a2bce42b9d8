/** One person in the list: their mark, their name, and the detail I keep of them. */
import type { JSX } from 'preact';
import { timeText } from '../../app/dates';
import { t } from '../../app/i18n';
import { draftsAbout, eventById, notesAbout } from '../../db/signals';
import type { LocalEncounter } from '../../db/types';
import { Icon } from '../../ui/icon';
import { PairMark } from '../../ui/pair-mark';
import { cardOf, nameOf, shortName, shortStanding } from '../encounter-words';
import { useMeeting } from '../use-meeting';
import styles from './person-row.module.css';

const MOST_SHOWN = 300;

function detailOf(encounter: LocalEncounter): string {
  const notes = notesAbout(encounter.id);
  const note = notes.find((one) => one.text !== '') ?? notes[0];
  const draft = draftsAbout(encounter.id).find((one) => one.text !== '');
  // Two lines are shown; a draft may be endless.
  return (note?.text || note?.offer || draft?.text || '').slice(0, MOST_SHOWN);
}

function Detail({ encounter }: { encounter: LocalEncounter }): JSX.Element {
  const detail = detailOf(encounter);
  if (detail !== '') {
    return (
      <p class={styles.detail} dir="auto">
        {detail}
      </p>
    );
  }
  return (
    <p class={styles.invite}>
      <Icon name="pencil" size={16} />
      <span>{t('people.addDetail', { name: shortName(encounter) })}</span>
    </p>
  );
}

export function PersonRow({ encounter }: { encounter: LocalEncounter }): JSX.Element {
  const meeting = useMeeting(encounter);
  const zone = eventById(encounter.event_id)?.zone ?? 'UTC';
  const pronouns = cardOf(encounter)?.pronouns ?? '';
  const where = shortStanding(encounter);
  return (
    <li class={styles.row}>
      <a class={styles.link} href={`/people/${encounter.id}`}>
        <span class={styles.mark} aria-hidden="true">
          {meeting === null ? (
            <Icon name="unknown" size={22} />
          ) : (
            <PairMark colour={meeting.colour} pattern={meeting.pattern} size={44} />
          )}
        </span>
        <div class={styles.words}>
          <p class={styles.top}>
            <span class={styles.who}>
              <bdi class={styles.name}>{nameOf(encounter)}</bdi>{' '}
              {pronouns !== '' && <bdi class={styles.soft}>{pronouns}</bdi>}
            </span>
            <span class={styles.time}>{timeText(encounter.met_at, zone)}</span>
          </p>
          <Detail encounter={encounter} />
          {draftsAbout(encounter.id).some((draft) => draft.unfit) && (
            <p class={styles.unfit}>
              <Icon name="warning" size={16} />
              <span>{t('people.unfit')}</span>
            </p>
          )}
          {where !== null && <p class={styles.soft}>{where}</p>}
        </div>
      </a>
    </li>
  );
}
