/** The deck of prompts, by mood. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type MessageKey, t } from '../../app/i18n';
import type { DeckPrompt } from '../../db/types';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Sheet } from '../../ui/sheet';
import styles from './deck-sheet.module.css';
import type { ChosenPrompt } from './event-form';

const MOODS: Readonly<Record<string, MessageKey>> = {
  curious: 'mood.curious',
  making: 'mood.making',
  places: 'mood.places',
  'turning points': 'mood.turningPoints',
  help: 'mood.help',
  play: 'mood.play',
};

function moodName(mood: string): string {
  const key = MOODS[mood];
  return key === undefined ? mood : t(key);
}

interface DeckProps {
  readonly deck: readonly DeckPrompt[];
  readonly chosen: readonly ChosenPrompt[];
  readonly full: boolean;
  readonly onAdd: (prompt: ChosenPrompt) => void;
  readonly onClose: () => void;
}

export function DeckSheet(props: DeckProps): JSX.Element {
  const moods = [...new Set(props.deck.map((card) => card.mood))];
  const [mood, setMood] = useState(moods[0] ?? '');
  const taken = new Set(props.chosen.map((prompt) => prompt.text));
  return (
    <Sheet title={t('newEvent.deckTitle')} onClose={props.onClose}>
      <fieldset class={styles.moods} aria-label={t('newEvent.moods')}>
        {moods.map((one) => (
          <button
            key={one}
            type="button"
            class={styles.mood}
            aria-pressed={one === mood}
            onClick={() => setMood(one)}
          >
            {moodName(one)}
          </button>
        ))}
      </fieldset>
      <ul class={styles.cards}>
        {props.deck
          .filter((card) => card.mood === mood)
          .map((card) => (
            <li key={card.key}>
              <button
                type="button"
                class={styles.card}
                disabled={taken.has(card.text) || props.full}
                onClick={() => props.onAdd({ key: card.key, text: card.text })}
              >
                <span dir="auto">{card.text}</span>
                <Icon name={taken.has(card.text) ? 'check' : 'plus'} size={20} />
              </button>
            </li>
          ))}
      </ul>
      <Button look="primary" wide onClick={props.onClose}>
        {t('common.done')}
      </Button>
    </Sheet>
  );
}
