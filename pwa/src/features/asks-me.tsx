/** "Ana says you met": one quiet row with two answers. */
import type { JSX } from 'preact';
import { t } from '../app/i18n';
import { navigate } from '../app/router';
import { acceptEncounter, ignoreEncounter } from '../commands/answer-encounter';
import { encounters } from '../db/signals';
import type { LocalEncounter } from '../db/types';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { say } from '../ui/toast';
import styles from './asks-me.module.css';
import { failureWords } from './failure-words';

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

export function AsksMe(): JSX.Element | null {
  const asking = encounters.value.filter((encounter) => encounter.asks_me);
  if (asking.length === 0) return null;
  return (
    <ul class={styles.list} aria-label={t('asks.label')}>
      {asking.map((encounter) => (
        <li key={encounter.id}>
          <Notice
            icon="people"
            look="teal"
            title={
              <span dir="auto">
                {t('asks.saysYouMet', { name: encounter.asker?.name ?? t('met.someone') })}
              </span>
            }
            actions={
              <>
                <Button onClick={() => void accept(encounter)}>{t('asks.yes')}</Button>
                <Button look="quiet" onClick={() => void ignore(encounter)}>
                  {t('asks.notNow')}
                </Button>
              </>
            }
          />
        </li>
      ))}
    </ul>
  );
}
