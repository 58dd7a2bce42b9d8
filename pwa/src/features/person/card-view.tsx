/** Somebody's card: their answers under the questions, and what they asked not to be asked. */
import type { JSX } from 'preact';
import { t } from '../../app/i18n';
import type { CardFields, Prompt } from '../../db/types';
import { Icon } from '../../ui/icon';
import styles from './card-view.module.css';

export function CardView({ card, prompts }: { card: CardFields; prompts: readonly Prompt[] }): JSX.Element {
  const textOf = (index: number): string =>
    prompts.find((prompt) => prompt.index === index)?.text ?? t('person.unknownPrompt');
  return (
    <div class={styles.card}>
      {card.answers.map((answer) => (
        <div key={answer.prompt} class={styles.answer}>
          <h3 dir="auto">{textOf(answer.prompt)}</h3>
          <p dir="auto">{answer.text}</p>
        </div>
      ))}
      {card.answers.length === 0 && <p class={styles.none}>{t('person.noAnswers')}</p>}
      {card.boundary !== '' && (
        <p class={styles.boundary}>
          <Icon name="hand" size={18} />
          <bdi>{card.boundary}</bdi>
        </p>
      )}
    </div>
  );
}
