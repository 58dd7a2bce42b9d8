/** A ruled line with the cursor on it and a small lock: only I see this. */
import type { JSX, TargetedInputEvent } from 'preact';
import { useId, useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { fits, LIMITS, MOST_TYPED } from '../../commands/limits';
import type { Id, Note } from '../../db/types';
import { Button } from '../../ui/button';
import { Count, ErrorText, useAutoFocus } from '../../ui/field';
import { Icon } from '../../ui/icon';
import ruled from '../../ui/jot-text.module.css';
import { overflows } from './bounded';
import { hollowWords, isEmptyJot } from './empty-jot';
import styles from './jot-field.module.css';
import { openingsAbout, placeholderAbout } from './openings';
import { type Jot, useJot } from './use-jot';

interface JotFieldProps {
  readonly encounterId: Id;
  readonly note: Note | null;
  /** Who it is about, for the openings. */
  readonly name: string;
  readonly autoFocus?: boolean;
  readonly onDone?: () => void;
  readonly onKept?: (id: Id) => void;
}

function Lock(): JSX.Element {
  return (
    <p class={styles.lock}>
      <Icon name="lock" size={16} />
      <span>{t('jot.onlyYou')}</span>
    </p>
  );
}

function stateWords(jot: Jot): string {
  if (jot.state === 'drafted' || jot.state === 'kept') return fits(jot) ? t('jot.saved') : t('jot.unfit');
  return jot.state === 'typing' ? t('jot.saving') : '';
}

/** A paste that has no room loses its end: then it is said. */
function watchRoom(jot: Jot): (event: TargetedInputEvent<HTMLTextAreaElement>) => void {
  return (event) => {
    if (overflows(event.currentTarget, event.data)) jot.noteCut();
  };
}

/** Never in the way: three ways to begin, for words that could be about anybody. */
function Hint({ jot, name, focus }: { jot: Jot; name: string; focus: () => void }): JSX.Element | null {
  if (!isEmptyJot(jot.text, hollowWords(t('jot.hollow')))) return null;
  return (
    <div class={styles.hint} role="status">
      <p>{t('jot.hollowHint', { name })}</p>
      <div class={styles.openings}>
        {openingsAbout(name).map((opening) => (
          <button
            key={opening}
            type="button"
            class={styles.opening}
            onClick={() => {
              jot.type('text', `${opening} `);
              focus();
            }}
          >
            {opening}…
          </button>
        ))}
      </div>
    </div>
  );
}

function Offer({ jot }: { jot: Jot }): JSX.Element {
  const id = useId();
  const [open, setOpen] = useState(jot.offer !== '');
  const input = useAutoFocus<HTMLTextAreaElement>(open && jot.offer === '');
  if (!open) {
    return (
      <Button look="quiet" icon="gift" onClick={() => setOpen(true)}>
        {t('jot.addOffer')}
      </Button>
    );
  }
  return (
    <div class={styles.offer}>
      <label for={id}>{t('jot.offerLabel')}</label>
      <div class={ruled.page}>
        <textarea
          ref={input}
          id={id}
          class={styles.area}
          dir="auto"
          rows={1}
          maxLength={MOST_TYPED}
          value={jot.offer}
          placeholder={t('jot.offerPlaceholder')}
          onBeforeInput={watchRoom(jot)}
          onInput={(event) => jot.type('offer', event.currentTarget.value)}
          onBlur={jot.leave}
        />
      </div>
      <Count value={jot.offer} limit={LIMITS.offer} />
    </div>
  );
}

export function JotField(props: JotFieldProps): JSX.Element {
  const id = useId();
  const jot = useJot(props.encounterId, props.note, props.onKept);
  const input = useAutoFocus<HTMLTextAreaElement>(props.autoFocus === true);
  return (
    <section class={styles.jot} aria-labelledby={`${id}-label`}>
      <div class={styles.head}>
        <label id={`${id}-label`} for={id}>
          {t('jot.label')}
        </label>
        <Lock />
      </div>
      <div class={ruled.page}>
        <textarea
          ref={input}
          id={id}
          class={styles.area}
          dir="auto"
          rows={2}
          enterkeyhint="done"
          maxLength={MOST_TYPED}
          value={jot.text}
          placeholder={placeholderAbout(props.name)}
          onBeforeInput={watchRoom(jot)}
          aria-invalid={jot.failure === null ? undefined : 'true'}
          aria-describedby={`${id}-state ${id}-cut ${id}-error`}
          onInput={(event) => jot.type('text', event.currentTarget.value)}
          onBlur={jot.leave}
        />
      </div>
      <div class={styles.foot}>
        <p id={`${id}-state`} class={styles.state} role="status">
          {stateWords(jot)}
        </p>
        <Count value={jot.text} limit={LIMITS.note} />
      </div>
      {jot.cut && <ErrorText id={`${id}-cut`} text={t('jot.cut', { count: MOST_TYPED })} />}
      {jot.failure !== null && <ErrorText id={`${id}-error`} text={jot.failure} />}
      <Hint jot={jot} name={props.name} focus={() => input.current?.focus()} />
      <Offer jot={jot} />
      {props.onDone && (
        <Button wide onClick={props.onDone}>
          {t('common.done')}
        </Button>
      )}
    </section>
  );
}
