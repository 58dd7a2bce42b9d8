/** The list of who joined, as pages of it come in; newest first. Pure. */
import type { JoinedPage } from '../../commands/who-joined';

/** The newest page came again: what is older stays, whoever left among the newest goes. */
export function refreshed(known: JoinedPage | null, newest: JoinedPage): JoinedPage {
  if (known === null || newest.cursor === null) return newest;
  const at = known.attendees.findIndex((one) => one.id === newest.attendees.at(-1)?.id);
  // More people joined than fit on one page, so what lies between is not known.
  if (at < 0) return newest;
  const older = known.attendees.slice(at + 1);
  if (older.length === 0) return newest;
  return { ...newest, attendees: [...newest.attendees, ...older], cursor: known.cursor };
}

/** An older page came; somebody may stand on both when people left meanwhile. */
export function extended(known: JoinedPage, older: JoinedPage): JoinedPage {
  const seen = new Set(known.attendees.map((one) => one.id));
  const more = older.attendees.filter((one) => !seen.has(one.id));
  return { attendees: [...known.attendees, ...more], cursor: older.cursor, joined: older.joined };
}
