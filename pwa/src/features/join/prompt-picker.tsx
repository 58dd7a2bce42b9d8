/** The event's prompts: a tap opens one to answer; up to five. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { faultIn, LIMITS } from '../../commands/limits';
import type { Prompt } from '../../db/types';
import { TextArea } from '../../ui/field';
import { Icon } from '../../ui/icon';
import styles from './prompt-picker.module.css';

type Answers = Readonly<Record<string, string>>;

interface PickerProps {
  readonly prompts: readonly Prompt[];
  readonly answers: Answers;
  readonly most: number;
  readonly showErrors: boolean;
  readonly onChange: (answers: Answers) => void;
}

interface RowProps extends PickerProps {
  readonly prompt: Prompt;
  readonly full: boolean;
  readonly open: boolean;
  readonly onOpen: () => void;
}

function Row(props: RowProps): JSX.Element {
  const { prompt, answers } = props;
  const text = answers[prompt.index] ?? '';
  if (!props.open && text.trim() === '') {
    return (
      <button type="button" class={styles.prompt} disabled={props.full} onClick={props.onOpen}>
        <span dir="auto">{prompt.text}</span>
        <Icon name="plus" size={20} />
      </button>
    );
  }
  return (
    <div class={styles.open} onFocusIn={props.onOpen}>
      <TextArea
        label={prompt.text}
        value={text}
        autoFocus={props.open}
        onInput={(value) => props.onChange({ ...answers, [prompt.index]: value })}
        limit={LIMITS.answer}
        error={
          props.showErrors && faultIn('answer', text) === 'too-long'
            ? t('errors.tooLong', { count: LIMITS.answer })
            : null
        }
      />
    </div>
  );
}

/** An empty answer closes when another opens, and not when it is left: rows must not move under a finger. */
export function PromptPicker(props: PickerProps): JSX.Element {
  const [open, setOpen] = useState<number | null>(null);
  const answered = Object.values(props.answers).filter((text) => text.trim() !== '').length;
  return (
    <div class={styles.list}>
      {props.prompts.map((prompt) => (
        <Row
          key={prompt.index}
          {...props}
          prompt={prompt}
          full={answered >= props.most}
          open={open === prompt.index}
          onOpen={() => setOpen(prompt.index)}
        />
      ))}
      {answered >= props.most && <p class={styles.full}>{t('join.enough')}</p>}
    </div>
  );
}
