/** One note of mine: read it, change it, delete it; two that disagree stand side by side. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { dateTimeText } from '../../app/dates';
import { t } from '../../app/i18n';
import { draftOf, eventById, problems } from '../../db/signals';
import type { LocalEncounter, LocalNote } from '../../db/types';
import { Button, IconButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import ruled from '../../ui/jot-text.module.css';
import { shortName } from '../encounter-words';
import { JotField } from '../jot/jot-field';
import styles from './note-view.module.css';
import { deleteSoon, pendingDeletes, undoDelete } from './pending-deletes';

interface NoteProps {
  readonly note: LocalNote;
  readonly encounter: LocalEncounter;
}

export function NoteWords({ note }: { note: LocalNote }): JSX.Element {
  return (
    <div class={styles.words}>
      {note.text !== '' && (
        <p class={ruled.page} dir="auto">
          {note.text}
        </p>
      )}
      {note.offer !== '' && (
        <p class={styles.offer}>
          <Icon name="gift" size={18} />
          <span>
            <span class={styles.soft}>{t('jot.offerLabel')}: </span>
            <bdi>{note.offer}</bdi>
          </span>
        </p>
      )}
    </div>
  );
}

function Deleted({ note }: { note: LocalNote }): JSX.Element {
  return (
    <div class={styles.deleted}>
      <span>{t('person.noteDeleted')}</span>
      <Button look="quiet" onClick={() => undoDelete(note.id)}>
        {t('common.undo')}
      </Button>
    </div>
  );
}

export function NoteView({ note, encounter }: NoteProps): JSX.Element {
  // An edit that was cut short opens again with its words.
  const [editing, setEditing] = useState(() => draftOf(encounter.id, note.id) !== null);
  if (pendingDeletes.value.has(note.id)) return <Deleted note={note} />;
  if (editing) {
    return (
      <div class={styles.note}>
        <JotField
          encounterId={encounter.id}
          note={note}
          name={shortName(encounter)}
          autoFocus
          onDone={() => setEditing(false)}
        />
      </div>
    );
  }
  const zone = eventById(note.event_id)?.zone ?? 'UTC';
  return (
    <article class={styles.note}>
      <NoteWords note={note} />
      {problems.value.some((one) => one.entity_id === note.id) && (
        <p class={styles.refused}>
          <Icon name="warning" size={18} />
          <a href="/me">{t('person.notSent')}</a>
        </p>
      )}
      <div class={styles.foot}>
        <span class={styles.soft}>{dateTimeText(note.edited_at, zone)}</span>
        <IconButton icon="pencil" label={t('person.editNote')} onClick={() => setEditing(true)} />
        <IconButton icon="trash" label={t('person.deleteNote')} onClick={() => deleteSoon(note.id)} />
      </div>
    </article>
  );
}
