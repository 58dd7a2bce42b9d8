/** Carries out what was decided about messages when the seconds of Undo are over, even after a reload. */
import { effect } from '@preact/signals';
import { carryOut, UNDO_DECISION_MS } from '../../commands/follow-up';
import { correctedNow, followUpDrafts } from '../../db/signals';
import type { Id } from '../../db/types';
import { say } from '../../ui/toast';
import { failureWords } from '../failure-words';

const timers = new Map<Id, ReturnType<typeof setTimeout>>();
let watching = false;

async function finish(encounterId: Id, dueAt: string): Promise<void> {
  try {
    await carryOut(encounterId, dueAt);
  } catch (error) {
    say(failureWords(error));
  }
}

/** Never longer than Undo is offered: the clock may be set right in between. */
function timeLeft(dueAt: string): number {
  return Math.min(Math.max(0, Date.parse(dueAt) - correctedNow()), UNDO_DECISION_MS);
}

function plan(): void {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  for (const { encounter_id: id, decision } of followUpDrafts.value) {
    if (decision === null) continue;
    const { due_at } = decision;
    timers.set(
      id,
      setTimeout(() => void finish(id, due_at), timeLeft(due_at)),
    );
  }
}

/** Once for each page. */
export function watchDecisions(): void {
  if (watching) return;
  watching = true;
  effect(plan);
}
