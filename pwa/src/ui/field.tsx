/** Form fields: a label above, a hint, an error that says what to do, a count near the limit. */
import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../app/i18n';
import { lengthOf } from '../commands/limits';
import styles from './field.module.css';
import { Icon } from './icon';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onBlur?: () => void;
  readonly hint?: ComponentChildren;
  readonly error?: string | null;
  readonly optional?: boolean;
  /** In code points; a count appears near it. */
  readonly limit?: number;
  readonly large?: boolean;
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'datetime-local';
  readonly name?: string;
  readonly autoComplete?: string;
  readonly inputMode?: 'text' | 'email' | 'tel' | 'url' | 'numeric';
  readonly enterKeyHint?: 'done' | 'next' | 'go';
  readonly autoFocus?: boolean;
  readonly lines?: number;
  readonly placeholder?: string;
  readonly describedBy?: string;
}

export function Count({ value, limit }: { value: string; limit: number }): JSX.Element | null {
  const left = limit - lengthOf(value.trim());
  if (left > Math.max(10, limit * 0.15)) return null;
  return (
    <span class={left < 0 ? styles.over : styles.count} role="status">
      {left < 0 ? t('common.overBy', { count: -left }) : t('common.left', { count: left })}
    </span>
  );
}

export function ErrorText({ id, text }: { id: string; text: string }): JSX.Element {
  return (
    <p id={id} class={styles.error} role="alert">
      <Icon name="warning" size={18} />
      <span>{text}</span>
    </p>
  );
}

/** At once, in the same breath as the tap: else a phone shows no keyboard. A sheet looks for the mark when it opens. */
export function useAutoFocus<T extends HTMLElement>(wanted: boolean): { current: T | null } {
  const element = useRef<T>(null);
  useLayoutEffect(() => {
    if (!wanted) return;
    element.current?.setAttribute('data-focus', '');
    element.current?.focus({ preventScroll: true });
  }, [wanted]);
  return element;
}

export function TextField(props: FieldProps): JSX.Element {
  const id = useId();
  const input = useAutoFocus<HTMLInputElement>(props.autoFocus === true);
  const hasError = props.error !== undefined && props.error !== null;
  const described = [props.hint ? `${id}-hint` : '', hasError ? `${id}-error` : ''].join(' ').trim();
  // Preact's types want one literal type for each input; every one of ours takes the same attributes.
  return (
    <div class={`${styles.field} ${props.large ? styles.large : ''}`}>
      <FieldLabel id={id} field={props} />
      <input
        ref={input}
        id={id}
        class={styles.input}
        dir="auto"
        type={(props.type ?? 'text') as 'text'}
        name={props.name}
        value={props.value}
        placeholder={props.placeholder}
        autocomplete={props.autoComplete ?? 'off'}
        inputMode={props.inputMode}
        enterkeyhint={props.enterKeyHint}
        aria-invalid={hasError ? 'true' : undefined}
        aria-describedby={described || undefined}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onBlur={props.onBlur}
      />
      <FieldFoot id={id} field={props} />
    </div>
  );
}

/** Grows with its words. */
export function TextArea(props: FieldProps): JSX.Element {
  const id = useId();
  const input = useAutoFocus<HTMLTextAreaElement>(props.autoFocus === true);
  const hasError = props.error !== undefined && props.error !== null;
  const described = [props.hint ? `${id}-hint` : '', hasError ? `${id}-error` : ''].join(' ').trim();
  return (
    <div class={styles.field}>
      <FieldLabel id={id} field={props} />
      <textarea
        ref={input}
        id={id}
        class={`${styles.input} ${styles.area}`}
        dir="auto"
        rows={props.lines ?? 2}
        value={props.value}
        placeholder={props.placeholder}
        aria-invalid={hasError ? 'true' : undefined}
        aria-describedby={described || undefined}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onBlur={props.onBlur}
      />
      <FieldFoot id={id} field={props} />
    </div>
  );
}

function FieldLabel({ id, field }: { id: string; field: FieldProps }): JSX.Element {
  return (
    <label class={styles.label} for={id}>
      <bdi>{field.label}</bdi>
      {field.optional && <span class={styles.optional}> {t('common.optional')}</span>}
    </label>
  );
}

function FieldFoot({ id, field }: { id: string; field: FieldProps }): JSX.Element {
  const error = field.error ?? null;
  return (
    <>
      {error !== null && <ErrorText id={`${id}-error`} text={error} />}
      {field.hint && (
        <p id={`${id}-hint`} class={styles.hint}>
          {field.hint}
        </p>
      )}
      {field.limit !== undefined && <Count value={field.value} limit={field.limit} />}
    </>
  );
}

interface CheckProps {
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly look?: 'check' | 'switch';
  readonly name?: string;
}

/** One line that is ticked or not; a switch is the same thing for what takes effect at once. */
export function CheckLine(props: CheckProps): JSX.Element {
  const id = useId();
  const isSwitch = props.look === 'switch';
  return (
    <div class={isSwitch ? styles.switchLine : styles.checkLine}>
      <input
        id={id}
        type="checkbox"
        role={isSwitch ? 'switch' : undefined}
        class={isSwitch ? styles.switch : styles.check}
        name={props.name}
        checked={props.checked}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <div class={styles.checkWords}>
        <label for={id}>{props.label}</label>
        {props.hint && (
          <p id={`${id}-hint`} class={styles.hint}>
            {props.hint}
          </p>
        )}
      </div>
    </div>
  );
}

/** The first field with an error takes the focus. */
export function focusFirstError(form: HTMLElement | null): void {
  requestAnimationFrame(() => {
    form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });
}
