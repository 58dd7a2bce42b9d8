/** The life of a jot: typed, drafted at each pause, kept on leaving the field. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { discardProblem } from '../../commands/deal-with-problem';
import { saveDraft, saveJot } from '../../commands/jot';
import { fits, tidy } from '../../commands/limits';
import { draftAbout, problems } from '../../db/signals';
import type { Draft, Id, Note } from '../../db/types';
import { failureWords } from '../failure-words';
import { bounded } from './bounded';

const PAUSE_MS = 300;

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
  /** The note's text when the field was opened, or as it was kept last. */
  base: string | null;
  dirty: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Words that were being typed when this page was closed, or killed. */
function restoredDraft(encounterId: Id, note: Note | null): Draft | null {
  const draft = draftAbout(encounterId);
  return draft?.note_id === (note?.id ?? null) ? draft : null;
}

/** Restored words count as typed just now: leaving the field keeps them. */
function firstState(note: Note | null, draft: Draft | null): Machine {
  const words = { text: (draft ?? note)?.text ?? '', offer: (draft ?? note)?.offer ?? '' };
  const base = (draft === null ? note?.text : draft.base_text) ?? null;
  return { words, noteId: note?.id ?? null, base, dirty: draft !== null, timer: undefined };
}

/** Words that the server refused are replaced by these. */
function dropRefused(noteId: Id): void {
  const stale = problems.value.filter((one) => one.kind === 'note.write' && one.entity_id === noteId);
  for (const one of stale) void discardProblem(one.op_id).catch(() => undefined);
}

/** Saves run one after the other, so that a slow one never writes over a newer one. */
function useSaves(
  encounterId: Id,
  jot: Machine,
  report: (state: JotState, failure?: string) => void,
  onKept: ((id: Id) => void) | undefined,
): { readonly draft: () => void; readonly keep: () => void } {
  const chain = useRef<Promise<void>>(Promise.resolve());
  const run = (task: () => Promise<void>): void => {
    chain.current = chain.current.then(task).catch((error: unknown) => report('failed', failureWords(error)));
  };
  // Which note the words belong to is only known when their turn comes: the save before may have made it.
  const draft = (): void => {
    const words = jot.words;
    run(async () => {
      const base = jot.base === null ? {} : { baseText: jot.base };
      await saveDraft(encounterId, { noteId: jot.noteId, ...words, ...base });
      report('drafted');
    });
  };
  const keep = (): void => {
    draft();
    const kept = jot.words;
    if (!fits(kept)) return;
    run(async () => {
      const id = await saveJot(encounterId);
      jot.noteId = id ?? jot.noteId;
      if (id !== null) {
        jot.base = tidy(kept.text);
        dropRefused(id);
        onKept?.(id);
      }
      report(id === null ? 'idle' : 'kept');
    });
  };
  return { draft, keep };
}

/** `note` is the one being edited; null starts a new one. */
export function useJot(encounterId: Id, note: Note | null, onKept?: (id: Id) => void): Jot {
  const [machine] = useState(() => firstState(note, restoredDraft(encounterId, note)));
  const [words, setWords] = useState<Words>(machine.words);
  const [state, setState] = useState<JotState>('idle');
  const [failure, setFailure] = useState<string | null>(null);
  const [cut, setCut] = useState(false);
  const report = (next: JotState, why: string | null = null): void => {
    setState(next);
    setFailure(why);
  };
  const saves = useSaves(encounterId, machine, report, onKept);
  const flush = (how: 'draft' | 'keep'): void => {
    clearTimeout(machine.timer);
    if (!machine.dirty) return;
    if (how === 'keep') machine.dirty = false;
    saves[how]();
  };
  const latest = useRef(flush);
  latest.current = flush;
  useEffect(() => {
    const onHide = (): void => {
      if (document.visibilityState === 'hidden') latest.current('keep');
    };
    document.addEventListener('visibilitychange', onHide);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      latest.current('keep');
    };
  }, []);
  const type = (field: 'text' | 'offer', typed: string): void => {
    const taken = bounded(typed, machine.words[field]);
    if (taken !== typed) setCut(true);
    else if (taken.length < machine.words[field].length) setCut(false);
    machine.words = { ...machine.words, [field]: taken };
    machine.dirty = true;
    setWords(machine.words);
    setState('typing');
    clearTimeout(machine.timer);
    machine.timer = setTimeout(() => latest.current('draft'), PAUSE_MS);
  };
  const noteCut = (): void => setCut(true);
  return { ...words, state, failure, cut, noteCut, type, leave: () => latest.current('keep') };
}
