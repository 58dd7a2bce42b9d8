/** A new event: its name, when and where on the clock, and the questions that open conversations. */
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { navigate } from '../../app/router';
import { createEvent } from '../../commands/create-event';
import { LIMITS } from '../../commands/limits';
import { account, correctedNow } from '../../db/signals';
import { Button } from '../../ui/button';
import { ErrorText, focusFirstError, TextField } from '../../ui/field';
import { Page } from '../../ui/page';
import { failureWords } from '../failure-words';
import { type EventWords, emptyEvent, faultsIn, toInstants, toPrompt, withOwn } from './event-form';
import styles from './new-event-page.module.css';
import { PromptChooser } from './prompt-chooser';
import { TimesFields } from './times-fields';
import './words';

async function create(words: EventWords): Promise<void> {
  const facts = {
    name: words.name,
    zone: words.zone,
    ...toInstants(words),
    prompts: withOwn(words).map(toPrompt),
  };
  const id = account.value === null ? await createEvent(facts, words.organiser) : await createEvent(facts);
  navigate(`/events/${id}`, { replace: true });
}

export function NewEventPage(): JSX.Element {
  const [asksName] = useState(() => account.value === null);
  const [words, setWords] = useState(() => emptyEvent(account.value?.name ?? '', correctedNow()));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const faults = faultsIn(words, asksName, correctedNow());
  const change = (part: Partial<EventWords>): void => setWords((before) => ({ ...before, ...part }));
  const submit = async (): Promise<void> => {
    setTried(true);
    if (Object.keys(faults).length > 0) {
      focusFirstError(form.current);
      return;
    }
    if (busy) return;
    setBusy(true);
    await create(words).catch((error: unknown) => setFailure(failureWords(error)));
    setBusy(false);
  };
  return (
    <Page title={t('newEvent.title')} back="/events" wide>
      <form
        ref={form}
        class={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class={styles.column}>
          {asksName && (
            <TextField
              label={t('newEvent.yourName')}
              hint={t('newEvent.yourNameHint')}
              name="name"
              autoComplete="name"
              value={words.organiser}
              onInput={(organiser) => change({ organiser })}
              error={tried ? (faults.organiser ?? null) : null}
              limit={LIMITS.name}
            />
          )}
          <TextField
            large
            label={t('newEvent.name')}
            value={words.name}
            onInput={(name) => change({ name })}
            error={tried ? (faults.name ?? null) : null}
            limit={LIMITS.eventName}
          />
          <TimesFields words={words} change={change} fault={tried ? (faults.end ?? null) : null} />
        </div>
        <div class={styles.column}>
          <div>
            <h2>{t('newEvent.prompts')}</h2>
            <p class={styles.note}>{t('newEvent.promptsText')}</p>
          </div>
          <PromptChooser
            prompts={words.prompts}
            own={words.own}
            error={tried ? (faults.prompts ?? null) : null}
            onChange={change}
          />
        </div>
        <div class={styles.actions}>
          {failure !== null && <ErrorText id="event-failure" text={failure} />}
          <Button look="primary" type="submit" wide busy={busy}>
            {t('newEvent.create')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
