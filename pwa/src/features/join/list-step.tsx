/** The third step: the organiser's list, one unticked line; and a "please don't" for those who like. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { faultIn, LIMITS } from '../../commands/limits';
import { Button } from '../../ui/button';
import { CheckLine, ErrorText, focusFirstError, TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import styles from './list-step.module.css';
import type { StepProps } from './name-step';
import { StepFrame } from './step-frame';

interface ListStepProps extends StepProps {
  readonly busy: boolean;
  readonly failure: string | null;
}

export function ListStep(props: ListStepProps): JSX.Element {
  const { preview, words, change } = props;
  const [tried, setTried] = useState(false);
  const long = faultIn('boundary', words.boundary) !== null;
  const submit = (form: HTMLElement): void => {
    setTried(true);
    if (long) focusFirstError(form);
    else props.onNext();
  };
  return (
    <StepFrame
      event={preview}
      step={2}
      steps={3}
      title={t('join.listTitle')}
      onBack={props.onBack}
      onSubmit={submit}
      actions={
        <>
          {props.failure !== null && <ErrorText id="join-failure" text={props.failure} />}
          <Button look="primary" type="submit" wide busy={props.busy}>
            {t('join.finish')}
          </Button>
        </>
      }
    >
      <div class={styles.list}>
        <CheckLine
          label={t('consent.organiserList')}
          hint={t('consent.organiserListHint')}
          checked={words.organiserList}
          onChange={(organiserList) => change({ organiserList })}
        />
      </div>
      <p class={styles.never}>
        <Icon name="lock" size={18} />
        <span>{t('consent.never')}</span>
      </p>
      <TextField
        label={t('join.boundary')}
        optional
        hint={t('join.boundaryHint')}
        value={words.boundary}
        onInput={(boundary) => change({ boundary })}
        limit={LIMITS.boundary}
        error={tried && long ? t('errors.tooLong', { count: LIMITS.boundary }) : null}
        enterKeyHint="done"
      />
    </StepFrame>
  );
}
