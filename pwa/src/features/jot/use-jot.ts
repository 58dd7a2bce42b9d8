/** The life of a jot: typed, drafted at each pause, kept on leaving the field. */
import { useState } from 'preact/hooks';
import { baseOfDraft, saveDraft, saveJot } from '../../commands/jot';
import { fits, tidy } from '../../commands/limits';
import { draftOf } from '../../db/signals';
import type { Draft, Id, Note } from '../../db/types';
import type { BaseWords } from '../../sync/outbox';
import { failureWords } from '../failure-words';
import { dropRefused, type Saves, useInTurn, useTyping } from '../use-typing';
import { bounded } from './bounded';

export type JotState = 'idle' | 'typing' | 'drafted' | 'kept' | 'failed';

export interface Jot {
  readonly text: string;
  readonly offer: string;
  readonly state: JotState;
  readonly failure: string | null;
  /** More was given than a field takes, and its end is not here. */
  readonly cut: boolean;
  readonly noteCut: () => void;
  readonly type: (field: 'text' | 'offer', words: string) => void;
  readonly leave: () => void;
}

interface Words {
  readonly text: string;
  readonly offer: string;
}

interface Machine {
  words: Words;
  noteId: Id | null;
  /** The note's words when the field was opened, or as they were kept last. */
  base: BaseWords | null;
}

function firstState(note: Note | null, draft: Draft | null): Machine {
  const words = { text: (draft ?? note)?.text ?? '', offer: (draft ?? note)?.offer ?? '' };
  const base = draft === null ? note : baseOfDraft(draft);
  return { words, noteId: note?.id ?? null, base };
}

function useSaves(
  encounterId: Id,
  jot: Machine,
  report: (state: JotState, failure?: string) => void,
  onKept: ((id: Id) => void) | undefined,
): Saves {
  const run = useInTurn((error) => report('failed', failureWords(error)));
  // Which note the words belong to is only known when their turn comes: the save before may have made it.
  const store = async (words: Words): Promise<void> => {
    const base = jot.base === null ? {} : { base: jot.base };
    await saveDraft(encounterId, { noteId: jot.noteId, ...words, ...base });
    report('drafted');
  };
  const draft = (): Promise<boolean> => {
    const { words } = jot;
    return run(() => store(words));
  };
  const keep = (): Promise<boolean> => {
    const { words } = jot;
    return run(async () => {
      await store(words);
      if (!fits(words)) return;
      const id = await saveJot(encounterId, jot.noteId);
      jot.noteId = id ?? jot.noteId;
      if (id !== null) {
        jot.base = { text: tidy(words.text), offer: tidy(words.offer) };
        dropRefused('note.write', id);
        onKept?.(id);
      }
      report(id === null ? 'idle' : 'kept');
    });
  };
  return { draft, keep };
}

/** `note` is the one being edited; null starts a new one. */
export function useJot(encounterId: Id, note: Note | null, onKept?: (id: Id) => void): Jot {
  // Words that were being typed when this page was closed, or killed.
  const [restored] = useState(() => draftOf(encounterId, note?.id ?? null));
  const [machine] = useState(() => firstState(note, restored));
  const [words, setWords] = useState<Words>(machine.words);
  const [state, setState] = useState<JotState>('idle');
  const [failure, setFailure] = useState<string | null>(null);
  const [cut, setCut] = useState(false);
  const report = (next: JotState, why: string | null = null): void => {
    setState(next);
    setFailure(why);
  };
  const saves = useSaves(encounterId, machine, report, onKept);
  const typing = useTyping(saves, restored !== null);
  const type = (field: 'text' | 'offer', typed: string): void => {
    const taken = bounded(typed, machine.words[field]);
    if (taken !== typed) setCut(true);
    else if (taken.length < machine.words[field].length) setCut(false);
    machine.words = { ...machine.words, [field]: taken };
    setWords(machine.words);
    setState('typing');
    typing.changed();
  };
  const noteCut = (): void => setCut(true);
  return { ...words, state, failure, cut, noteCut, type, leave: typing.leave };
}
