/** Who stands in a recap, in which order, and what I keep of each. Pure. */
import type { Draft, FollowUpDraft, Id, LocalEncounter, LocalFollowUp, LocalNote } from '../db/types';

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Somebody who only asks me is not yet somebody I met. */
function isMet(encounter: LocalEncounter): boolean {
  return encounter.i_scanned || !encounter.asks_me;
}

/** Everybody met at an event, in the order met. */
export function peopleAt(eventId: Id, encounters: readonly LocalEncounter[]): readonly LocalEncounter[] {
  return encounters
    .filter((encounter) => encounter.event_id === eventId && isMet(encounter))
    .sort((one, other) => order(one.met_at, other.met_at) || order(one.id, other.id));
}

/** Events where somebody was met, the latest meeting first. */
export function eventsWithPeople(encounters: readonly LocalEncounter[]): readonly Id[] {
  const latest = new Map<Id, string>();
  for (const encounter of encounters.filter(isMet)) {
    const before = latest.get(encounter.event_id) ?? '';
    if (encounter.met_at > before) latest.set(encounter.event_id, encounter.met_at);
  }
  return [...latest].sort(([, one], [, other]) => order(other, one)).map(([id]) => id);
}

/** Those of whom nothing is written down yet, not even half a line. */
export function withoutDetail(
  people: readonly LocalEncounter[],
  notes: readonly LocalNote[],
  drafts: readonly Draft[],
): readonly LocalEncounter[] {
  const written = new Set(
    [...notes, ...drafts].filter(({ text }) => text.trim() !== '').map(({ encounter_id }) => encounter_id),
  );
  return people.filter(({ id }) => !written.has(id));
}

/** The follow-up that counts among several: what was sent, else the first that was not let go. */
export function followUpOf(rows: readonly LocalFollowUp[]): LocalFollowUp | null {
  const originals = rows.filter((row) => row.conflict_of === null);
  const candidates = originals.length > 0 ? originals : rows;
  const sent = rows.find((row) => row.state === 'sent');
  return sent ?? candidates.find((row) => row.state === 'drafted') ?? candidates[0] ?? null;
}

export type Stage = 'none' | 'drafted' | 'sent' | 'let_go';

/** What the screens show at once; a decision counts from the moment it was made. */
export function stageOf(followUp: LocalFollowUp | null, draft: FollowUpDraft | null): Stage {
  if (followUp?.state === 'sent') return 'sent';
  if (draft?.decision) return draft.decision.act;
  if (draft !== null && draft.text.trim() !== '') return 'drafted';
  if (followUp === null) return 'none';
  return followUp.state === 'drafted' && followUp.text === '' ? 'none' : followUp.state;
}
