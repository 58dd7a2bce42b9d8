/** The words of a message, and the ways it can go out: one person, one tap, by a channel that they shared. */
import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { dropVersion, undoDecision } from '../../commands/follow-up';
import { LIMITS, lengthOf, tidyLines } from '../../commands/limits';
import type { Channel, Decision, LocalEncounter, LocalFollowUp } from '../../db/types';
import { asksForSomething } from '../../recap/asks';
import { Button } from '../../ui/button';
import { Count, ErrorText } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { say } from '../../ui/toast';
import { shortName } from '../encounter-words';
import { failureWords } from '../failure-words';
import styles from './message-editor.module.css';
import { followUpAbout, followUpsAbout, messageDraftAbout } from './recap-data';
import { type Message, useMessage } from './use-message';
import { type Use, WaysOut } from './ways-out';

function stateWords(message: Message): string {
  if (message.state === 'typing') return t('jot.saving');
  return message.state === 'saved' ? t('recap.saved') : '';
}

function Field(props: { message: Message; name: string; first: string | null }): JSX.Element {
  const id = useId();
  const { message, name } = props;
  const quotes = props.first !== null && message.text === props.first;
  return (
    <div class={styles.field}>
      <label for={id}>{t('recap.message')}</label>
      <textarea
        id={id}
        class={styles.area}
        dir="auto"
        rows={8}
        value={message.text}
        aria-invalid={message.failure === null ? undefined : 'true'}
        aria-describedby={`${id}-hint ${id}-state ${id}-error`}
        onInput={(event) => message.type(event.currentTarget.value)}
        onBlur={message.leave}
      />
      <div class={styles.foot}>
        <p id={`${id}-state`} class={styles.state} role="status">
          {stateWords(message)}
        </p>
        <Count value={message.text} limit={LIMITS.message} />
      </div>
      {message.failure !== null && <ErrorText id={`${id}-error`} text={message.failure} />}
      <div id={`${id}-hint`} class={styles.hint} role="status">
        {quotes && <p dir="auto">{t('recap.quoted', { name })}</p>}
        {asksForSomething(message.text) && <p dir="auto">{t('recap.asksHint', { name })}</p>}
      </div>
    </div>
  );
}

/** Two devices wrote two texts: both are here until I let one go. */
function OtherVersion({ other, message }: { other: LocalFollowUp; message: Message }): JSX.Element {
  const drop = (): void => {
    dropVersion(other).catch((error: unknown) => say(failureWords(error)));
  };
  return (
    <Notice
      icon="copy"
      look="amber"
      title={t('recap.otherVersion')}
      actions={
        <>
          <Button onClick={() => message.type(other.text)}>{t('recap.useThese')}</Button>
          <Button look="quiet" disabled={other.provisional === true} onClick={drop}>
            {t('recap.dropThese')}
          </Button>
        </>
      }
    >
      <p class={styles.words} dir="auto">
        {other.text}
      </p>
    </Notice>
  );
}

function AskSent(props: { use: Use; onSent: () => void; onNotYet: () => void }): JSX.Element {
  const here = useRef<HTMLDivElement>(null);
  const { copied, to } = props.use;
  useEffect(() => here.current?.scrollIntoView({ block: 'center' }), [props.use]);
  return (
    <div ref={here} role="status">
      <Notice
        icon="send"
        look="teal"
        title={copied ? t('recap.askSentCopied') : t('recap.askSent')}
        actions={
          <>
            <Button onClick={props.onSent}>{t('recap.markSent')}</Button>
            <Button look="quiet" onClick={props.onNotYet}>
              {t('recap.notYet')}
            </Button>
          </>
        }
      >
        {to !== '' && <span dir="auto">{t('recap.pasteTo', { to })}</span>}
      </Notice>
    </div>
  );
}

interface EditorProps {
  readonly encounter: LocalEncounter;
  /** Null where there is no detail to make one of. */
  readonly first: string | null;
  readonly onDecided: () => void;
}

export function MessageEditor({ encounter, first, onDecided }: EditorProps): JSX.Element {
  const followUp = followUpAbout(encounter.id);
  const message = useMessage(encounter.id, followUp, messageDraftAbout(encounter.id), first ?? '');
  const [used, setUsed] = useState<Use | null>(null);
  const others = followUpsAbout(encounter.id).filter(
    (row) => row.id !== followUp?.id && row.state === 'drafted' && row.text !== '',
  );
  const tooLong = lengthOf(tidyLines(message.text)) > LIMITS.message;
  const decide = async (what: Decision['act'], channel?: Channel): Promise<void> => {
    if (!(await message.decide(what, channel))) return;
    onDecided();
    const undo = (): void => {
      undoDecision(encounter.id).catch((error: unknown) => say(failureWords(error)));
    };
    say(what === 'sent' ? t('recap.markedSent') : t('recap.markedLetGo'), undo);
  };
  const sent = (): void => void decide('sent', used?.channel ?? 'other');
  return (
    <>
      {others.map((other) => (
        <OtherVersion key={other.id} other={other} message={message} />
      ))}
      <Field message={message} name={shortName(encounter)} first={first} />
      <WaysOut encounter={encounter} text={message.text} onUsed={setUsed} />
      {used !== null && <AskSent use={used} onSent={sent} onNotYet={() => setUsed(null)} />}
      <div class={styles.end}>
        {used === null && (
          <Button icon="check" disabled={tooLong} onClick={sent}>
            {t('recap.markSent')}
          </Button>
        )}
        <Button look="quiet" disabled={tooLong} onClick={() => void decide('let_go')}>
          {t('recap.letThemGo')}
        </Button>
      </div>
    </>
  );
}
