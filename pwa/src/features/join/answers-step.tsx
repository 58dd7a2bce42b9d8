/** The second step: at least one answer in one's own words, or skip. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { faultIn, LIMITS } from '../../commands/limits';
import { Button } from '../../ui/button';
import { focusFirstError } from '../../ui/field';
import { answersOf } from './join-form';
import type { StepProps } from './name-step';
import { PromptPicker } from './prompt-picker';
import { StepFrame } from './step-frame';

export function AnswersStep({ preview, words, change, onNext, onBack }: StepProps): JSX.Element {
  const [tried, setTried] = useState(false);
  const answers = answersOf(words);
  const long = answers.some((answer) => faultIn('answer', answer.text) !== null);
  const submit = (form: HTMLElement): void => {
    setTried(true);
    if (long) focusFirstError(form);
    else onNext();
  };
  return (
    <StepFrame
      event={preview}
      step={1}
      steps={3}
      title={t('join.answersTitle')}
      text={t('join.answersText')}
      onBack={onBack}
      onSubmit={submit}
      actions={
        answers.length > 0 ? (
          <Button look="primary" type="submit" wide>
            {t('common.continue')}
          </Button>
        ) : (
          <Button look="secondary" type="submit" wide>
            {t('join.skip')}
          </Button>
        )
      }
    >
      <PromptPicker
        prompts={preview.prompts.filter((one) => !one.retired || one.index in words.answers)}
        answers={words.answers}
        most={LIMITS.answers}
        showErrors={tried}
        onChange={(answers) => change({ answers })}
      />
    </StepFrame>
  );
}
