/** All I keep about one person, oldest first, and a place for one more line. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { draftOf, notesAbout } from '../../db/signals';
import type { Id, LocalEncounter, LocalNote } from '../../db/types';
import { Button } from '../../ui/button';
import { shortName } from '../encounter-words';
import { JotField } from '../jot/jot-field';
import { ConflictPair } from './conflict-pair';
import { NoteView } from './note-view';
import styles from './notes-section.module.css';

function NoteOrPair(props: {
  note: LocalNote;
  all: readonly LocalNote[];
  encounter: LocalEncounter;
}): JSX.Element | null {
  const { note, all, encounter } = props;
  if (note.conflict_of !== null && all.some((one) => one.id === note.conflict_of)) return null;
  const rival = all.find((one) => one.conflict_of === note.id);
  if (rival !== undefined) return <ConflictPair kept={note} other={rival} encounter={encounter} />;
  return <NoteView note={note} encounter={encounter} />;
}

export function NotesSection({ encounter }: { encounter: LocalEncounter }): JSX.Element {
  const notes = notesAbout(encounter.id);
  const [adding, setAdding] = useState(notes.length === 0 || draftOf(encounter.id, null) !== null);
  const [beingAdded, setBeingAdded] = useState<Id | null>(null);
  const shown = adding ? notes.filter((note) => note.id !== beingAdded) : notes;
  const stop = (): void => {
    setAdding(false);
    setBeingAdded(null);
  };
  const name = shortName(encounter);
  return (
    <section class={styles.notes} aria-labelledby="my-notes">
      <h2 id="my-notes">{t('person.myNotes')}</h2>
      {shown.map((note) => (
        <NoteOrPair key={note.id} note={note} all={shown} encounter={encounter} />
      ))}
      {adding ? (
        <div class={styles.adding}>
          <JotField
            encounterId={encounter.id}
            note={null}
            name={name}
            autoFocus={notes.length > 0}
            onKept={setBeingAdded}
            onDone={stop}
          />
        </div>
      ) : (
        <Button icon="plus" onClick={() => setAdding(true)}>
          {notes.length === 0 ? t('person.addFirst') : t('person.addNote')}
        </Button>
      )}
    </section>
  );
}
