/** One of a few, each with a line on what it is. */
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import styles from './choice.module.css';

interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

interface ChoiceProps<T extends string> {
  readonly legend: string;
  readonly options: readonly Option<T>[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
}

export function Choice<T extends string>(props: ChoiceProps<T>): JSX.Element {
  const name = useId();
  return (
    <fieldset class={styles.choice}>
      <legend>{props.legend}</legend>
      {props.options.map((option) => (
        <label key={option.value} class={styles.option}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === props.chosen}
            onChange={() => props.onChoose(option.value)}
          />
          <span class={styles.words}>
            <span class={styles.label}>{option.label}</span>
            {option.hint && <span class={styles.hint}>{option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
