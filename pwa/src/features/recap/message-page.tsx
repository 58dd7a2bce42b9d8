/** One message to one person: what I remember first, then a draft made of it, then the way it goes out. */
import './words';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { dayText } from '../../app/dates';
import { t } from '../../app/i18n';
import { navigate } from '../../app/router';
import type { ScreenProps } from '../../app/routes';
import { undoDecision } from '../../commands/follow-up';
import { encounterById, eventById, loaded, notesAbout } from '../../db/signals';
import type { LocalEncounter } from '../../db/types';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { EmptyState, Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { Skeleton } from '../../ui/skeleton';
import { say } from '../../ui/toast';
import { cardOf, knownName, shortName } from '../encounter-words';
import { failureWords } from '../failure-words';
import { JotField } from '../jot/jot-field';
import { NoteWords } from '../person/note-view';
import { useMeeting } from '../use-meeting';
import { watchDecisions } from './decisions';
import { MessageEditor } from './message-editor';
import styles from './message-page.module.css';
import { detailsAbout, firstDraft, followUpAbout, messageDraftAbout, stageAbout } from './recap-data';

function Ask(props: { encounter: LocalEncounter; onDone: () => void; onSkip: () => void }): JSX.Element {
  const { encounter } = props;
  const name = shortName(encounter);
  return (
    <div class={styles.body}>
      <div class={styles.ask}>
        <h2 dir="auto">{t('recap.ask', { name })}</h2>
        <p class={styles.soft}>{t('recap.askText')}</p>
      </div>
      <JotField
        encounterId={encounter.id}
        note={notesAbout(encounter.id)[0] ?? null}
        name={name}
        onDone={props.onDone}
      />
      <Button look="quiet" onClick={props.onSkip}>
        {t('recap.writeAnyway')}
      </Button>
    </div>
  );
}

function Remembered({ encounter }: { encounter: LocalEncounter }): JSX.Element | null {
  const notes = notesAbout(encounter.id);
  const boundary = cardOf(encounter)?.boundary ?? '';
  return (
    <>
      {boundary !== '' && (
        <p class={styles.boundary}>
          <Icon name="hand" size={18} />
          <span dir="auto">{t('recap.boundary', { name: shortName(encounter), boundary })}</span>
        </p>
      )}
      {notes.length > 0 && (
        <section class={styles.remembered} aria-label={t('recap.detail')}>
          {notes.map((note) => (
            <NoteWords key={note.id} note={note} />
          ))}
        </section>
      )}
    </>
  );
}

/** What is over: the words as they went, or as they stay. */
function Over({ encounter, onReopen }: { encounter: LocalEncounter; onReopen: () => void }): JSX.Element {
  const followUp = followUpAbout(encounter.id);
  const draft = messageDraftAbout(encounter.id);
  const sent = stageAbout(encounter.id) === 'sent';
  const zone = eventById(encounter.event_id)?.zone ?? 'UTC';
  const at = followUp?.sent_at ?? null;
  const words = draft?.text || followUp?.text || '';
  const waiting = draft !== null && draft.decision !== null && followUp?.state !== 'sent';
  const undo = (): void => {
    undoDecision(encounter.id).catch((error: unknown) => say(failureWords(error)));
  };
  return (
    <div class={styles.body}>
      <Notice
        icon={sent ? 'check' : 'recap'}
        look={sent ? 'teal' : 'plain'}
        title={
          sent
            ? at === null
              ? t('status.sent')
              : t('recap.sentOn', { day: dayText(at, zone) })
            : t('recap.letGo')
        }
        actions={
          waiting ? (
            <Button onClick={undo}>{t('common.undo')}</Button>
          ) : sent ? undefined : (
            <Button onClick={onReopen}>{t('recap.takeUp')}</Button>
          )
        }
      />
      {words !== '' && (
        <p class={styles.words} dir="auto">
          {words}
        </p>
      )}
    </div>
  );
}

const PATIENCE_MS = 500;

/** The draft waits for the pair's question, but not for ever: some cards have none. */
function useReady(known: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return known || late;
}

function Writing({ encounter }: { encounter: LocalEncounter }): JSX.Element {
  useEffect(watchDecisions, []);
  const meeting = useMeeting(encounter);
  const [reopened, setReopened] = useState(false);
  const [asking, setAsking] = useState(() => detailsAbout(encounter.id).length === 0);
  const [without, setWithout] = useState(false);
  const stage = stageAbout(encounter.id);
  const over = stage === 'sent' || (stage === 'let_go' && !reopened);
  const written = stage === 'drafted' || followUpAbout(encounter.id)?.text;
  const known = detailsAbout(encounter.id).length > 0;
  const ready = useReady(cardOf(encounter) === null || meeting !== null);
  const asks = !(without || written || (known && !asking));
  return (
    <Page
      title={t('recap.write', { name: knownName(encounter) ?? t('met.them') })}
      tabTitle={t('recap.writeTab')}
      back={`/recap/${encounter.event_id}`}
    >
      {over && <Over encounter={encounter} onReopen={() => setReopened(true)} />}
      {!over && asks && (
        <Ask encounter={encounter} onDone={() => setAsking(false)} onSkip={() => setWithout(true)} />
      )}
      {!over && !asks && ready && (
        <div class={styles.body}>
          <Remembered encounter={encounter} />
          <MessageEditor
            encounter={encounter}
            first={firstDraft(encounter, meeting)}
            onDecided={() => setReopened(false)}
          />
        </div>
      )}
    </Page>
  );
}

export function MessagePage({ params }: ScreenProps): JSX.Element {
  const encounter = encounterById(params.id ?? '');
  if (encounter !== null) return <Writing key={params.id} encounter={encounter} />;
  if (!loaded.value) return <Skeleton />;
  return (
    <Page title={t('person.gone')} back="/recap">
      <EmptyState
        title={t('person.goneTitle')}
        action={<Button onClick={() => navigate('/recap')}>{t('recap.toRecap')}</Button>}
      >
        {t('person.goneText')}
      </EmptyState>
    </Page>
  );
}
