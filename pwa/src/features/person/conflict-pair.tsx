/** Two phones changed one note: both texts are here, and I say which one stays. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import type { LocalEncounter, LocalNote } from '../../db/types';
import { Button } from '../../ui/button';
import { isRemembered, remember } from '../remembered';
import { NoteView, NoteWords } from './note-view';
import styles from './note-view.module.css';
import { deleteSoon, pendingDeletes } from './pending-deletes';

interface PairProps {
  readonly kept: LocalNote;
  readonly other: LocalNote;
  readonly encounter: LocalEncounter;
}

/** "Keep both" is remembered on this phone. */
const KEPT_BOTH = 'kith.keptBoth';

function Choice({ note, drop }: { note: LocalNote; drop: LocalNote }): JSX.Element {
  return (
    <div class={styles.choice}>
      <NoteWords note={note} />
      {/* A text that only this phone holds as yet cannot be dropped before the server has named it. */}
      <Button disabled={drop.provisional === true} onClick={() => deleteSoon(drop.id)}>
        {t('person.useThis')}
      </Button>
    </div>
  );
}

export function ConflictPair({ kept, other, encounter }: PairProps): JSX.Element {
  const [both, setBoth] = useState(() => isRemembered(KEPT_BOTH, other.id));
  const decided = pendingDeletes.value.has(kept.id) || pendingDeletes.value.has(other.id);
  if (both || decided) {
    return (
      <>
        <NoteView note={kept} encounter={encounter} />
        <NoteView note={other} encounter={encounter} />
      </>
    );
  }
  return (
    <section class={styles.conflict} aria-label={t('person.conflictTitle')}>
      <p>
        <strong>{t('person.conflictTitle')}</strong> {t('person.conflictText')}
      </p>
      <div class={styles.pair}>
        <Choice note={kept} drop={other} />
        <Choice note={other} drop={kept} />
      </div>
      <Button
        look="quiet"
        onClick={() => {
          remember(KEPT_BOTH, other.id);
          setBoth(true);
        }}
      >
        {t('person.keepBoth')}
      </Button>
    </section>
  );
}
