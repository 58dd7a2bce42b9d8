/** Carries out what was decided about messages when the seconds of Undo are over, even after a reload. */
import { effect } from '@preact/signals';
import { carryOut } from '../../commands/follow-up';
import { correctedNow, followUpDrafts } from '../../db/signals';
import type { Id } from '../../db/types';
import { say } from '../../ui/toast';
import { failureWords } from '../failure-words';

const timers = new Map<Id, ReturnType<typeof setTimeout>>();
/** So that a clock that is a little ahead does not find it undue. */
const MARGIN_MS = 50;
let watching = false;

async function finish(encounterId: Id): Promise<void> {
  try {
    await carryOut(encounterId);
  } catch (error) {
    say(failureWords(error));
  }
}

function plan(): void {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
  for (const { encounter_id: id, decision } of followUpDrafts.value) {
    if (decision === null) continue;
    const left = Math.max(0, Date.parse(decision.due_at) - correctedNow()) + MARGIN_MS;
    timers.set(
      id,
      setTimeout(() => void finish(id), left),
    );
  }
}

/** Once for each page. */
export function watchDecisions(): void {
  if (watching) return;
  watching = true;
  effect(plan);
}
