/** An event's zone, start and end, with what the clocks do to them that night. */
import type { JSX } from 'preact';
import { t } from '../../app/i18n';
import { TextField } from '../../ui/field';
import { clockNotes, type EventWords } from './event-form';
import styles from './new-event-page.module.css';
import { ZoneField } from './zone-field';

type TimeWords = Pick<EventWords, 'zone' | 'start' | 'end'>;

interface TimesProps {
  readonly words: TimeWords;
  readonly change: (change: Partial<TimeWords>) => void;
  readonly fault: string | null;
}

export function TimesFields({ words, change, fault }: TimesProps): JSX.Element {
  return (
    <>
      <ZoneField value={words.zone} onInput={(zone) => change({ zone })} />
      <div class={styles.times}>
        <TextField
          type="datetime-local"
          label={t('newEvent.start')}
          value={words.start}
          onInput={(start) => change({ start })}
        />
        <TextField
          type="datetime-local"
          label={t('newEvent.end')}
          value={words.end}
          onInput={(end) => change({ end })}
          error={fault}
        />
      </div>
      <div class={styles.note}>
        <div role="status">
          {clockNotes(words).map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
        <p>{t('newEvent.window')}</p>
      </div>
    </>
  );
}
