/** "Ana would like to exchange": one quiet row with two answers, also when several ask. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { now } from '../app/clock';
import { t } from '../app/i18n';
import { navigate } from '../app/router';
import { acceptEncounter, ignoreEncounter } from '../commands/answer-encounter';
import { encounters, eventById } from '../db/signals';
import type { Id, LocalEncounter } from '../db/types';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { say } from '../ui/toast';
import styles from './asks-me.module.css';
import { failureWords } from './failure-words';

/** As long as the server takes what happened at an event. */
const LATE_ARRIVAL_MS = 30 * 24 * 3_600_000;

async function accept(encounter: LocalEncounter): Promise<void> {
  try {
    await acceptEncounter(encounter.id);
    navigate(`/met/${encounter.id}`);
  } catch (error) {
    say(failureWords(error));
  }
}

async function ignore(encounter: LocalEncounter): Promise<void> {
  try {
    await ignoreEncounter(encounter.id);
    say(t('asks.ignored'));
  } catch (error) {
    say(failureWords(error));
  }
}

function stillOpen(encounter: LocalEncounter): boolean {
  const closes = eventById(encounter.event_id)?.closes_at;
  return closes === undefined || now.value <= Date.parse(closes) + LATE_ARRIVAL_MS;
}

function who(encounter: LocalEncounter): JSX.Element {
  return <span dir="auto">{t('asks.wouldLike', { name: encounter.asker?.name ?? t('met.someone') })}</span>;
}

function Answers({ encounter }: { encounter: LocalEncounter }): JSX.Element {
  return (
    <>
      <Button onClick={() => void accept(encounter)}>{t('asks.yes')}</Button>
      <Button look="quiet" onClick={() => void ignore(encounter)}>
        {t('asks.notNow')}
      </Button>
    </>
  );
}

function Several({ asking }: { asking: readonly LocalEncounter[] }): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <Notice
      icon="people"
      look="teal"
      title={t('asks.several', { count: asking.length })}
      actions={
        <Button look="quiet" icon={open ? 'up' : 'down'} expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('asks.fold') : t('asks.look')}
        </Button>
      }
    >
      {open && (
        <ul class={styles.list} aria-label={t('asks.label')}>
          {asking.map((encounter) => (
            <li key={encounter.id} class={styles.one}>
              <p>{who(encounter)}</p>
              <div class={styles.answers}>
                <Answers encounter={encounter} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

/** With `only`, what that one person asks. */
export function AsksMe({ only }: { only?: Id }): JSX.Element | null {
  const asking = encounters.value.filter(
    (one) => one.asks_me && stillOpen(one) && (only === undefined || one.id === only),
  );
  const [first, second] = asking;
  if (first === undefined) return null;
  if (second !== undefined) return <Several asking={asking} />;
  return <Notice icon="people" look="teal" title={who(first)} actions={<Answers encounter={first} />} />;
}
