/** One person in the recap: the question, what I keep of them, and what becomes of my message. */
import type { JSX } from 'preact';
import { dayText, timeText } from '../../app/dates';
import { t } from '../../app/i18n';
import { draftsAbout, eventById, notesAbout } from '../../db/signals';
import type { LocalEncounter } from '../../db/types';
import { LinkButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import ruled from '../../ui/jot-text.module.css';
import { PairMark } from '../../ui/pair-mark';
import { cardOf, nameOf, shortName, shortStanding } from '../encounter-words';
import { useMeeting } from '../use-meeting';
import { Asked } from './asked';
import { followUpAbout, stageAbout } from './recap-data';
import styles from './recap-person.module.css';

function Head({ encounter }: { encounter: LocalEncounter }): JSX.Element {
  const meeting = useMeeting(encounter);
  const pronouns = cardOf(encounter)?.pronouns ?? '';
  const where = shortStanding(encounter);
  const zone = eventById(encounter.event_id)?.zone ?? 'UTC';
  return (
    <>
      <header class={styles.head}>
        {meeting !== null && <PairMark colour={meeting.colour} pattern={meeting.pattern} size={44} />}
        <div class={styles.who}>
          <h2>
            <a href={`/people/${encounter.id}`}>
              <bdi>{nameOf(encounter)}</bdi>
            </a>
          </h2>
          <p class={styles.soft}>
            {pronouns !== '' && (
              <>
                <bdi>{pronouns}</bdi> ·{' '}
              </>
            )}
            {timeText(encounter.met_at, zone)}
            {where !== null && ` · ${where}`}
          </p>
        </div>
      </header>
      <Asked encounter={encounter} looks={styles} />
    </>
  );
}

function Details({ encounter }: { encounter: LocalEncounter }): JSX.Element {
  const kept = notesAbout(encounter.id);
  const drafts = draftsAbout(encounter.id);
  const begun = drafts.find((draft) => draft.text !== '') ?? drafts[0] ?? null;
  const texts = kept.filter((note) => note.text !== '');
  return (
    <div class={styles.details}>
      {texts.map((note) => (
        <p key={note.id} class={ruled.page} dir="auto">
          {note.text}
        </p>
      ))}
      {texts.length === 0 && begun !== null && begun.text !== '' && (
        <p class={ruled.page} dir="auto">
          {begun.text}
        </p>
      )}
      {kept
        .filter((note) => note.offer !== '')
        .map((note) => (
          <p key={note.id} class={styles.offer}>
            <Icon name="gift" size={18} />
            <span>
              <span class={styles.soft}>{t('recap.offer')}: </span>
              <bdi>{note.offer}</bdi>
            </span>
          </p>
        ))}
      {texts.length === 0 && begun === null && (
        <p class={styles.empty}>{t('recap.noDetail', { name: shortName(encounter) })}</p>
      )}
    </div>
  );
}

function Message({ encounter }: { encounter: LocalEncounter }): JSX.Element {
  const stage = stageAbout(encounter.id);
  const followUp = followUpAbout(encounter.id);
  const zone = eventById(encounter.event_id)?.zone ?? 'UTC';
  const href = `/recap/${encounter.event_id}/to/${encounter.id}`;
  const name = shortName(encounter);
  if (stage === 'sent') {
    const at = followUp?.sent_at ?? null;
    return (
      <a class={styles.sent} href={href}>
        <Icon name="check" size={18} />
        <span>{at === null ? t('status.sent') : t('recap.sentOn', { day: dayText(at, zone) })}</span>
      </a>
    );
  }
  if (stage === 'let_go') {
    return (
      <a class={styles.letGo} href={href}>
        {t('recap.letGo')}
      </a>
    );
  }
  return (
    <LinkButton icon="pencil" href={href}>
      {stage === 'drafted' ? t('recap.goOn', { name }) : t('recap.write', { name })}
    </LinkButton>
  );
}

export function RecapPerson({ encounter }: { encounter: LocalEncounter }): JSX.Element {
  return (
    <li class={styles.person}>
      <Head encounter={encounter} />
      <Details encounter={encounter} />
      <div class={styles.message}>
        <Message encounter={encounter} />
      </div>
    </li>
  );
}
