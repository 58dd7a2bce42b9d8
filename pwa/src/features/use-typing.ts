/** Words being typed: drafted at each pause, kept on leaving the field, the screen or the app. */
import { useEffect, useRef } from 'preact/hooks';
import { discardProblem } from '../commands/deal-with-problem';
import { problems } from '../db/signals';
import type { Id } from '../db/types';

const PAUSE_MS = 300;

/** Each resolves to whether the words are safe. */
export interface Saves {
  readonly draft: () => Promise<boolean>;
  readonly keep: () => Promise<boolean>;
}

export interface Typing {
  /** After each change. */
  readonly changed: () => void;
  readonly leave: () => void;
  /** Somebody else takes care of the words: nothing is left to save. */
  readonly settle: () => void;
}

/** Words restored from an earlier page are `dirty` from the start: leaving the field keeps them. */
export function useTyping(saves: Saves, dirty: boolean): Typing {
  const typed = useRef<{ dirty: boolean; timer?: ReturnType<typeof setTimeout> }>({ dirty }).current;
  const flush = (how: keyof Saves): void => {
    clearTimeout(typed.timer);
    if (!typed.dirty) return;
    if (how === 'keep') typed.dirty = false;
    void saves[how]().then((safe) => {
      if (!safe) typed.dirty = true;
    });
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
  const changed = (): void => {
    typed.dirty = true;
    clearTimeout(typed.timer);
    typed.timer = setTimeout(() => latest.current('draft'), PAUSE_MS);
  };
  const settle = (): void => {
    clearTimeout(typed.timer);
    typed.dirty = false;
  };
  return { changed, leave: () => latest.current('keep'), settle };
}

/** Runs saves one after the other, so that a slow one never writes over a newer one; each tells if it was done. */
export function useInTurn(
  onFailure: (error: unknown) => void,
): (task: () => Promise<void>) => Promise<boolean> {
  const chain = useRef<Promise<boolean>>(Promise.resolve(true));
  return (task) => {
    chain.current = chain.current.then(task).then(
      () => true,
      (error: unknown) => {
        onFailure(error);
        return false;
      },
    );
    return chain.current;
  };
}

/** Words that the server refused are replaced by these. */
export function dropRefused(kind: string, id: Id): void {
  const stale = problems.value.filter((one) => one.kind === kind && one.entity_id === id);
  for (const one of stale) void discardProblem(one.op_id).catch(() => undefined);
}
