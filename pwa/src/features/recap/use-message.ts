/** The life of a message: typed, drafted at each pause, kept on leaving the field. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { discardProblem } from '../../commands/deal-with-problem';
import { decideSoon, type MessageWords, saveMessage, saveMessageDraft } from '../../commands/follow-up';
import { LIMITS, lengthOf, tidyLines } from '../../commands/limits';
import { problems } from '../../db/signals';
import type { Channel, Decision, FollowUpDraft, Id, LocalFollowUp } from '../../db/types';
import { failureWords } from '../failure-words';

const PAUSE_MS = 300;

export type MessageState = 'idle' | 'typing' | 'saved' | 'failed';

export interface Message {
  readonly text: string;
  readonly state: MessageState;
  readonly failure: string | null;
  readonly type: (words: string) => void;
  readonly leave: () => void;
  readonly decide: (what: Decision['act'], channel?: Channel) => Promise<void>;
}

interface Machine {
  text: string;
  followUpId: Id | null;
  /** The words as they were when the field was opened, or as they were kept last. */
  base: string | null;
  dirty: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Words that were being typed when this page was closed come first; then what was kept; then the first draft. */
function begin(followUp: LocalFollowUp | null, draft: FollowUpDraft | null, first: string): Machine {
  const kept = followUp !== null && followUp.text !== '' ? followUp.text : null;
  const text = draft?.text ?? kept ?? first;
  const followUpId = draft?.follow_up_id ?? followUp?.id ?? null;
  const base = draft === null ? kept : draft.base_text;
  return { text, followUpId, base, dirty: draft !== null && draft.decision === null, timer: undefined };
}

function wordsOf({ followUpId, text, base }: Machine): MessageWords {
  return { followUpId, text, baseText: base };
}

/** Words that the server refused are replaced by these. */
function dropRefused(id: Id): void {
  const stale = problems.value.filter((one) => one.kind === 'follow_up.write' && one.entity_id === id);
  for (const one of stale) void discardProblem(one.op_id).catch(() => undefined);
}

/** Saves run one after the other, so that a slow one never writes over a newer one. */
function useSaves(encounterId: Id, message: Machine, report: (state: MessageState, why?: string) => void) {
  const chain = useRef<Promise<void>>(Promise.resolve());
  const run = (task: () => Promise<void>): Promise<void> => {
    chain.current = chain.current.then(task).catch((error: unknown) => report('failed', failureWords(error)));
    return chain.current;
  };
  const draft = (): void => {
    const { text } = message;
    void run(async () => {
      await saveMessageDraft(encounterId, { ...wordsOf(message), text });
      report('saved');
    });
  };
  const keep = (): void => {
    draft();
    const kept = message.text;
    if (lengthOf(tidyLines(kept)) > LIMITS.message) return;
    void run(async () => {
      const id = await saveMessage(encounterId);
      if (id === null) return;
      message.followUpId = id;
      if (tidyLines(kept) !== '') message.base = tidyLines(kept);
      dropRefused(id);
    });
  };
  const decide = (what: Decision['act'], channel?: Channel): Promise<void> =>
    run(() => decideSoon(encounterId, wordsOf(message), what, channel));
  return { draft, keep, decide };
}

export function useMessage(
  encounterId: Id,
  followUp: LocalFollowUp | null,
  restored: FollowUpDraft | null,
  first: string,
): Message {
  const [machine] = useState(() => begin(followUp, restored, first));
  const [text, setText] = useState(machine.text);
  const [state, setState] = useState<MessageState>('idle');
  const [failure, setFailure] = useState<string | null>(null);
  const saves = useSaves(encounterId, machine, (next, why) => {
    setState(next);
    setFailure(why ?? null);
  });
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
  const type = (words: string): void => {
    machine.text = words;
    machine.dirty = true;
    setText(words);
    setState('typing');
    clearTimeout(machine.timer);
    machine.timer = setTimeout(() => latest.current('draft'), PAUSE_MS);
  };
  const decide = (what: Decision['act'], channel?: Channel): Promise<void> => {
    clearTimeout(machine.timer);
    machine.dirty = false;
    return saves.decide(what, channel);
  };
  return { text, state, failure, type, leave: () => latest.current('keep'), decide };
}
