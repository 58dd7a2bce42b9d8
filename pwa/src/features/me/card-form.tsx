/** My card: what an exchange shows of me. Saved when I say so, with what changed. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { faultIn, LIMITS } from '../../commands/limits';
import { writeCard } from '../../commands/write-card';
import type { Answer, Attendee, KithEvent } from '../../db/types';
import { Button } from '../../ui/button';
import { ErrorText, focusFirstError, TextField } from '../../ui/field';
import { say } from '../../ui/toast';
import { failureWords } from '../failure-words';
import { nameFault } from '../join/join-form';
import { PromptPicker } from '../join/prompt-picker';
import styles from './card-form.module.css';
import { Section } from './section';

interface Words {
  readonly name: string;
  readonly pronouns: string;
  readonly boundary: string;
  readonly answers: Readonly<Record<string, string>>;
}

function wordsOf(attendee: Attendee): Words {
  const answers = Object.fromEntries(attendee.answers.map((answer) => [answer.prompt, answer.text]));
  return { name: attendee.name, pronouns: attendee.pronouns, boundary: attendee.boundary, answers };
}

/** In the order they stood; new ones after. */
function answersIn(words: Words, attendee: Attendee): readonly Answer[] {
  const order = attendee.answers.map((answer) => String(answer.prompt));
  const keys = [...new Set([...order, ...Object.keys(words.answers)])];
  return keys
    .map((key) => ({ prompt: Number(key), text: words.answers[key] ?? '' }))
    .filter((answer) => answer.text.trim() !== '');
}

function tooLong(field: 'pronouns' | 'boundary', text: string): string | null {
  return faultIn(field, text) === null ? null : t('errors.tooLong', { count: LIMITS[field] });
}

function isFine(words: Words, answers: readonly Answer[]): boolean {
  const plain = nameFault(words.name) === null && tooLong('pronouns', words.pronouns) === null;
  const answered = answers.every((answer) => faultIn('answer', answer.text) === null);
  return plain && answered && tooLong('boundary', words.boundary) === null;
}

export function CardForm({ event, attendee }: { event: KithEvent; attendee: Attendee }): JSX.Element {
  const [words, setWords] = useState(() => wordsOf(attendee));
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const answers = answersIn(words, attendee);
  const before = wordsOf(attendee);
  const same = (one: Words, list: readonly Answer[]): string =>
    JSON.stringify([one.name, one.pronouns, one.boundary, list]);
  const dirty = same(words, answers) !== same(before, answersIn(before, attendee));
  const save = async (form: HTMLElement): Promise<void> => {
    setTried(true);
    if (!isFine(words, answers)) {
      focusFirstError(form);
      return;
    }
    try {
      await writeCard(event.id, { ...words, answers });
      setFailure(null);
      say(t('me.cardSaved'));
    } catch (error) {
      setFailure(failureWords(error));
    }
  };
  return (
    <Section title={t('me.card')} text={t('me.cardText')}>
      <form
        class={styles.form}
        noValidate
        onSubmit={(submitted) => {
          submitted.preventDefault();
          void save(submitted.currentTarget);
        }}
      >
        <TextField
          label={t('join.name')}
          name="name"
          autoComplete="name"
          value={words.name}
          onInput={(name) => setWords({ ...words, name })}
          error={nameFault(words.name)}
          limit={LIMITS.name}
        />
        <TextField
          label={t('join.pronouns')}
          optional
          value={words.pronouns}
          onInput={(pronouns) => setWords({ ...words, pronouns })}
          error={tooLong('pronouns', words.pronouns)}
          limit={LIMITS.pronouns}
        />
        <TextField
          label={t('join.boundary')}
          optional
          hint={t('join.boundaryHint')}
          value={words.boundary}
          onInput={(boundary) => setWords({ ...words, boundary })}
          error={tooLong('boundary', words.boundary)}
          limit={LIMITS.boundary}
        />
        <h3>{t('me.answers')}</h3>
        <PromptPicker
          prompts={event.prompts.filter((one) => !one.retired || one.index in words.answers)}
          answers={words.answers}
          most={LIMITS.answers}
          showErrors={tried}
          onChange={(changed) => setWords({ ...words, answers: changed })}
        />
        {failure !== null && <ErrorText id="card-failure" text={failure} />}
        <Button look="primary" type="submit" wide disabled={!dirty}>
          {t('me.saveCard')}
        </Button>
      </form>
    </Section>
  );
}
