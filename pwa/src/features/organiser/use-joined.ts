/** Watches people join while somebody looks; without a network, the last list stays in sight. */
import { useEffect, useState } from 'preact/hooks';
import { type JoinedPage, joinedPage } from '../../commands/who-joined';
import type { Id } from '../../db/types';
import { extended, refreshed } from './joined';

const POLL_MS = 5_000;

/** Of this visit to the app only: names of attendees are kept on no organiser's phone. */
const seen = new Map<Id, JoinedPage>();

export interface Watched {
  readonly list: JoinedPage | null;
  readonly offline: boolean;
  readonly showMore: () => void;
}

export function useJoined(eventId: Id): Watched {
  const [list, setList] = useState<JoinedPage | null>(seen.get(eventId) ?? null);
  const [offline, setOffline] = useState(false);
  const keep = (page: JoinedPage): void => {
    seen.set(eventId, page);
    setList(page);
  };
  useEffect(() => {
    let here = true;
    const look = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return;
      const page = await joinedPage(eventId);
      if (!here) return;
      setOffline(page === null);
      if (page !== null) keep(refreshed(seen.get(eventId) ?? null, page));
    };
    void look();
    const timer = setInterval(() => void look(), POLL_MS);
    const onVisible = (): void => void look();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      here = false;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [eventId]);
  const showMore = async (): Promise<void> => {
    const known = seen.get(eventId);
    if (known === undefined || known.cursor === null) return;
    const older = await joinedPage(eventId, known.cursor);
    setOffline(older === null);
    const now = seen.get(eventId);
    if (older !== null && now !== undefined) keep(extended(now, older));
  };
  return { list, offline, showMore: () => void showMore() };
}
