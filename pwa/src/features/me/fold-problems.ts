/** A join that was refused takes with it what was written about that event: one row, one reason. Pure. */
import type { RefusedWrite } from '../../db/types';

export interface Trouble {
  readonly problem: RefusedWrite;
  /** Refused only because that one was; in the order of writing. */
  readonly because: readonly RefusedWrite[];
}

/** The server knows nothing of an event that this phone's owner is not at. */
function followsFrom(join: RefusedWrite, other: RefusedWrite): boolean {
  if (other === join || other.problem.status !== 404) return false;
  return other.event_id === join.event_id;
}

export function foldProblems(all: readonly RefusedWrite[]): readonly Trouble[] {
  const folded = new Set<RefusedWrite>();
  const troubles = all.map((problem) => {
    if (problem.kind !== 'attendee.join') return { problem, because: [] };
    const because = all.filter((other) => followsFrom(problem, other) && !folded.has(other));
    for (const other of because) folded.add(other);
    return { problem, because };
  });
  return troubles.filter(({ problem }) => !folded.has(problem));
}
