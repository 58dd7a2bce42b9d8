/** Changing an event's name, its times, and when people may join. */
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { navigate } from '../../app/router';
import type { ScreenProps } from '../../app/routes';
import { changeEvent } from '../../commands/change-event';
import { LIMITS } from '../../commands/limits';
import type { KithEvent } from '../../db/types';
import { Button } from '../../ui/button';
import { ErrorText, focusFirstError, TextField } from '../../ui/field';
import { Page } from '../../ui/page';
import { say } from '../../ui/toast';
import { failureWords } from '../failure-words';
import { changesIn, type EditWords, faultsInEdit, wordsOf } from './edit-form';
import styles from './new-event-page.module.css';
import { Organised } from './organised';
import { TimesFields } from './times-fields';
import './words';

interface FieldsProps {
  readonly words: EditWords;
  readonly change: (change: Partial<EditWords>) => void;
}

function Door({ words, change, fault }: FieldsProps & { fault: string | null }): JSX.Element {
  return (
    <>
      <div>
        <h2>{t('editEvent.door')}</h2>
        <p class={styles.note}>{t('editEvent.doorText')}</p>
      </div>
      <div class={styles.times}>
        <TextField
          type="datetime-local"
          optional
          label={t('editEvent.joinFrom')}
          value={words.joinFrom}
          onInput={(joinFrom) => change({ joinFrom })}
        />
        <TextField
          type="datetime-local"
          optional
          label={t('editEvent.joinUntil')}
          value={words.joinUntil}
          onInput={(joinUntil) => change({ joinUntil })}
          error={fault}
        />
      </div>
    </>
  );
}

function Form({ event }: { event: KithEvent }): JSX.Element {
  const [words, setWords] = useState(() => wordsOf(event));
  const [failure, setFailure] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const faults = faultsInEdit(words);
  const change = (part: Partial<EditWords>): void => setWords((before) => ({ ...before, ...part }));
  const submit = async (): Promise<void> => {
    if (Object.keys(faults).length > 0) {
      focusFirstError(form.current);
      return;
    }
    try {
      await changeEvent(event.id, changesIn(words, event));
      navigate(`/events/${event.id}`, { replace: true });
      say(t('editEvent.saved'));
    } catch (error) {
      setFailure(failureWords(error));
    }
  };
  return (
    <form
      ref={form}
      class={styles.form}
      noValidate
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void submit();
      }}
    >
      <div class={styles.column}>
        <TextField
          large
          label={t('newEvent.name')}
          value={words.name}
          onInput={(name) => change({ name })}
          error={faults.name ?? null}
          limit={LIMITS.eventName}
        />
        <TimesFields words={words} change={change} fault={faults.end ?? null} />
      </div>
      <div class={styles.column}>
        <Door words={words} change={change} fault={faults.joinUntil ?? null} />
      </div>
      <div class={styles.actions}>
        {failure !== null && <ErrorText id="event-failure" text={failure} />}
        <Button look="primary" type="submit" wide>
          {t('editEvent.save')}
        </Button>
      </div>
    </form>
  );
}

export function EditEventPage({ params }: ScreenProps): JSX.Element {
  return (
    <Organised id={params.id ?? ''}>
      {(event) => (
        <Page
          title={t('editEvent.title')}
          eyebrow={<bdi>{event.name}</bdi>}
          back={`/events/${event.id}`}
          wide
        >
          <Form event={event} />
        </Page>
      )}
    </Organised>
  );
}
