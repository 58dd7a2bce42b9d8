/** The life of a message: typed, drafted at each pause, kept on leaving the field. */
import { useState } from 'preact/hooks';
import { decideSoon, type MessageWords, saveMessage, saveMessageDraft } from '../../commands/follow-up';
import { LIMITS, lengthOf, tidyLines } from '../../commands/limits';
import type { Channel, Decision, FollowUpDraft, Id, LocalFollowUp } from '../../db/types';
import { failureWords } from '../failure-words';
import { dropRefused, useInTurn, useTyping } from '../use-typing';

export type MessageState = 'idle' | 'typing' | 'saved' | 'failed';

export interface Message {
  readonly text: string;
  readonly state: MessageState;
  readonly failure: string | null;
  readonly type: (words: string) => void;
  readonly leave: () => void;
  /** Resolves to whether it is kept on this phone. */
  readonly decide: (what: Decision['act'], channel?: Channel) => Promise<boolean>;
}

interface Machine {
  text: string;
  followUpId: Id | null;
  /** The words as they were when the field was opened, or as they were kept last. */
  base: string | null;
}

/** Words that were being typed when this page was closed come first; then what was kept; then the first draft. */
function begin(followUp: LocalFollowUp | null, draft: FollowUpDraft | null, first: string): Machine {
  const kept = followUp !== null && followUp.text !== '' ? followUp.text : null;
  const text = draft?.text ?? kept ?? first;
  const followUpId = draft?.follow_up_id ?? followUp?.id ?? null;
  const base = draft === null ? kept : draft.base_text;
  return { text, followUpId, base };
}

function wordsOf({ followUpId, text, base }: Machine): MessageWords {
  return { followUpId, text, baseText: base };
}

function useSaves(encounterId: Id, message: Machine, report: (state: MessageState, why?: string) => void) {
  const run = useInTurn((error) => report('failed', failureWords(error)));
  const store = async (text: string): Promise<void> => {
    await saveMessageDraft(encounterId, { ...wordsOf(message), text });
    report('saved');
  };
  const draft = (): Promise<boolean> => {
    const { text } = message;
    return run(() => store(text));
  };
  const keep = (): Promise<boolean> => {
    const kept = message.text;
    return run(async () => {
      await store(kept);
      if (lengthOf(tidyLines(kept)) > LIMITS.message) return;
      const id = await saveMessage(encounterId);
      if (id === null) return;
      message.followUpId = id;
      if (tidyLines(kept) !== '') message.base = tidyLines(kept);
      dropRefused('follow_up.write', id);
    });
  };
  const decide = (what: Decision['act'], channel?: Channel): Promise<boolean> =>
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
  const typing = useTyping(saves, restored !== null && restored.decision === null);
  const type = (words: string): void => {
    machine.text = words;
    setText(words);
    setState('typing');
    typing.changed();
  };
  const decide = async (what: Decision['act'], channel?: Channel): Promise<boolean> => {
    const decided = await saves.decide(what, channel);
    if (decided) typing.settle();
    return decided;
  };
  return { text, state, failure, type, leave: typing.leave, decide };
}
