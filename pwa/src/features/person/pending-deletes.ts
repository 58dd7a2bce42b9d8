/** A deleted note waits ten seconds for Undo before it really goes; a killed app keeps it. */
import { signal } from '@preact/signals';
import { t } from '../../app/i18n';
import { deleteNote } from '../../commands/jot';
import type { Id } from '../../db/types';
import { say, UNDO_MS } from '../../ui/toast';
import { failureWords } from '../failure-words';

export const pendingDeletes = signal<ReadonlySet<Id>>(new Set());
const timers = new Map<Id, ReturnType<typeof setTimeout>>();

function without(id: Id): ReadonlySet<Id> {
  return new Set([...pendingDeletes.value].filter((one) => one !== id));
}

export function undoDelete(id: Id): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  pendingDeletes.value = without(id);
}

async function really(id: Id): Promise<void> {
  timers.delete(id);
  try {
    await deleteNote(id);
  } catch (error) {
    say(failureWords(error));
  }
  pendingDeletes.value = without(id);
}

export function deleteSoon(id: Id): void {
  pendingDeletes.value = new Set([...pendingDeletes.value, id]);
  timers.set(
    id,
    setTimeout(() => void really(id), UNDO_MS),
  );
  say(t('person.noteDeleted'), () => undoDelete(id));
}
