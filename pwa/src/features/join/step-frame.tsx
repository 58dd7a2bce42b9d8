/** One step of joining: where one is, one question, and the way on under the thumb. */
import type { ComponentChildren, JSX } from 'preact';
import { eventTimes } from '../../app/dates';
import { t } from '../../app/i18n';
import { IconButton } from '../../ui/button';
import { useScreenTitle } from '../../ui/page';
import styles from './step-frame.module.css';

interface FrameProps {
  /** Null on the landing way in, where the event has no name yet. */
  readonly event: {
    readonly name: string;
    readonly zone: string;
    readonly starts_at: string;
    readonly ends_at: string;
  } | null;
  readonly step: number;
  readonly steps: number;
  readonly title: string;
  readonly text?: string;
  readonly onBack?: (() => void) | undefined;
  readonly onSubmit: (form: HTMLElement) => void;
  readonly actions: ComponentChildren;
  readonly children: ComponentChildren;
}

function Dots({ step, steps }: { step: number; steps: number }): JSX.Element {
  return (
    <p class={styles.dots}>
      <span class="hidden-words">{t('join.step', { step: step + 1, steps })}</span>
      {Array.from({ length: steps }, (_, index) => (
        <span key={index} class={index <= step ? styles.done : styles.dot} />
      ))}
    </p>
  );
}

export function StepFrame(props: FrameProps): JSX.Element {
  const heading = useScreenTitle(t('join.tabTitle'));
  return (
    <form
      class={styles.frame}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit(event.currentTarget);
      }}
    >
      <div class={styles.top}>
        <div class={styles.back}>
          {props.onBack && <IconButton icon="back" label={t('common.back')} onClick={props.onBack} />}
        </div>
        <Dots step={props.step} steps={props.steps} />
        <div class={styles.back} />
      </div>
      <div class={styles.body}>
        {props.event !== null && (
          <p class={styles.event}>
            <bdi>{props.event.name}</bdi>
            <span>{eventTimes(props.event)}</span>
          </p>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {props.title}
        </h1>
        {props.text && <p class={styles.text}>{props.text}</p>}
        {props.children}
      </div>
      <div class={styles.actions}>{props.actions}</div>
    </form>
  );
}
