/** The event's prompts: chosen from the deck by mood or written, and put in order. */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { LIMITS, tidy } from '../../commands/limits';
import { loadDeck } from '../../commands/look-up';
import type { DeckPrompt } from '../../db/types';
import { Button, IconButton } from '../../ui/button';
import { ErrorText, TextField } from '../../ui/field';
import { DeckSheet } from './deck-sheet';
import { type ChosenPrompt, firstChoice, moved, ownFault, type QuestionWords, withOwn } from './event-form';
import styles from './prompt-chooser.module.css';

interface ChooserProps {
  readonly prompts: readonly ChosenPrompt[];
  /** The question being typed: saving takes it along. */
  readonly own: string;
  readonly error: string | null;
  readonly onChange: (words: Partial<QuestionWords>) => void;
}

interface ChosenProps {
  readonly prompts: readonly ChosenPrompt[];
  readonly onChange: (prompts: readonly ChosenPrompt[]) => void;
}

function Chosen({ prompts, onChange }: ChosenProps): JSX.Element {
  const last = prompts.length - 1;
  return (
    <ol class={styles.chosen}>
      {prompts.map((prompt, index) => (
        <li key={prompt.key ?? prompt.text}>
          <span class={styles.text} dir="auto">
            {prompt.text}
          </span>
          <span class={styles.tools}>
            <IconButton
              icon="up"
              label={t('newEvent.moveUp', { prompt: prompt.text })}
              disabled={index === 0}
              onClick={() => onChange(moved(prompts, index, -1))}
            />
            <IconButton
              icon="down"
              label={t('newEvent.moveDown', { prompt: prompt.text })}
              disabled={index === last}
              onClick={() => onChange(moved(prompts, index, 1))}
            />
            <IconButton
              icon="close"
              label={t('newEvent.remove', { prompt: prompt.text })}
              onClick={() => onChange(prompts.filter((_, other) => other !== index))}
            />
          </span>
        </li>
      ))}
    </ol>
  );
}

function OwnPrompt({ prompts, own, onChange }: Omit<ChooserProps, 'error'>): JSX.Element {
  const words = { prompts, own };
  const fault = ownFault(words);
  return (
    <div class={styles.own}>
      <TextField
        label={t('newEvent.ownPrompt')}
        value={own}
        onInput={(text) => onChange({ own: text })}
        limit={LIMITS.prompt}
        error={fault}
      />
      <Button
        icon="plus"
        disabled={fault !== null || tidy(own) === ''}
        onClick={() => onChange({ prompts: withOwn(words), own: '' })}
      >
        {t('newEvent.addOwn')}
      </Button>
    </div>
  );
}

export function PromptChooser({ prompts, own, error, onChange }: ChooserProps): JSX.Element {
  const [deck, setDeck] = useState<readonly DeckPrompt[]>([]);
  const [browsing, setBrowsing] = useState(false);
  const latest = useRef(prompts);
  latest.current = prompts;
  useEffect(() => {
    loadDeck().then(
      (cards) => {
        setDeck(cards);
        // Whoever wrote a question before the deck came keeps it.
        if (latest.current.length === 0) onChange({ prompts: firstChoice(cards) });
      },
      () => setDeck([]),
    );
  }, []);
  const full = prompts.length >= LIMITS.prompts;
  const add = (prompt: ChosenPrompt): void => {
    if (!full && !prompts.some((one) => one.text === prompt.text))
      onChange({ prompts: [...prompts, prompt] });
  };
  return (
    <div class={styles.chooser}>
      {error !== null && <ErrorText id="prompts-error" text={error} />}
      <Chosen prompts={prompts} onChange={(chosen) => onChange({ prompts: chosen })} />
      {full && <p class={styles.full}>{t('newEvent.full', { count: LIMITS.prompts })}</p>}
      {deck.length > 0 && !full && (
        <Button icon="plus" onClick={() => setBrowsing(true)}>
          {t('newEvent.fromDeck')}
        </Button>
      )}
      {deck.length === 0 && <p class={styles.full}>{t('newEvent.deckOffline')}</p>}
      {(!full || own !== '') && <OwnPrompt prompts={prompts} own={own} onChange={onChange} />}
      {browsing && (
        <DeckSheet deck={deck} chosen={prompts} onAdd={add} onClose={() => setBrowsing(false)} full={full} />
      )}
    </div>
  );
}
