/** The first step: a name, and pronouns for those who like. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { faultIn, LIMITS } from '../../commands/limits';
import type { EventPreview } from '../../db/types';
import { Button, LinkButton } from '../../ui/button';
import { focusFirstError, TextField } from '../../ui/field';
import { type JoinWords, nameFault } from './join-form';
import { StepFrame } from './step-frame';

export interface StepProps {
  readonly preview: EventPreview;
  readonly words: JoinWords;
  readonly change: (change: Partial<JoinWords>) => void;
  readonly onNext: () => void;
  readonly onBack?: () => void;
}

export function NameStep({ preview, words, change, onNext }: StepProps): JSX.Element {
  const [tried, setTried] = useState(false);
  const fault = nameFault(words.name);
  const pronounsLong = faultIn('pronouns', words.pronouns) !== null;
  const submit = (form: HTMLElement): void => {
    setTried(true);
    if (fault === null && !pronounsLong) onNext();
    else focusFirstError(form);
  };
  return (
    <StepFrame
      event={preview}
      step={0}
      steps={3}
      title={t('join.nameTitle')}
      onSubmit={submit}
      actions={
        <>
          <Button look="primary" type="submit" wide>
            {t('common.continue')}
          </Button>
          <LinkButton look="quiet" wide href="/in">
            {t('join.bringBack')}
          </LinkButton>
        </>
      }
    >
      <TextField
        large
        label={t('join.name')}
        name="name"
        autoComplete="name"
        value={words.name}
        onInput={(name) => change({ name })}
        error={tried ? fault : null}
        limit={LIMITS.name}
        enterKeyHint="next"
        autoFocus
      />
      <TextField
        label={t('join.pronouns')}
        optional
        name="pronouns"
        value={words.pronouns}
        onInput={(pronouns) => change({ pronouns })}
        error={tried && pronounsLong ? t('errors.tooLong', { count: LIMITS.pronouns }) : null}
        hint={t('join.pronounsHint')}
        limit={LIMITS.pronouns}
        enterKeyHint="done"
      />
    </StepFrame>
  );
}
