/** The names to choose from, page by page. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { type PrintableBadge, type PrintableBadges, printableBadges } from '../../commands/printable-badges';

export interface Names {
  readonly state: 'loading' | 'ready' | 'failed' | 'offline';
  readonly badges: readonly PrintableBadge[];
  readonly total: number;
  readonly files: number;
  readonly hasMore: boolean;
  readonly more: () => void;
}

const NOTHING: PrintableBadges = { badges: [], next_cursor: null, total: 0, files: 0 };

function joined(before: PrintableBadges, page: PrintableBadges): PrintableBadges {
  const known = new Set(before.badges.map((badge) => badge.attendee_id));
  const fresh = page.badges.filter((badge) => !known.has(badge.attendee_id));
  return { ...page, badges: [...before.badges, ...fresh] };
}

export function useNames(eventId: string, online: boolean): Names {
  const [found, setFound] = useState<PrintableBadges | null>(null);
  const [failed, setFailed] = useState(false);
  const load = useCallback(
    async (before: PrintableBadges) => {
      setFailed(false);
      try {
        setFound(joined(before, await printableBadges(eventId, before.next_cursor)));
      } catch {
        setFailed(true);
      }
    },
    [eventId],
  );
  useEffect(() => {
    if (online) void load(NOTHING);
  }, [online, load]);
  const names = found ?? NOTHING;
  const waiting = online ? 'loading' : 'offline';
  const state = found === null ? waiting : 'ready';
  return {
    state: failed ? 'failed' : state,
    badges: names.badges,
    total: names.total,
    files: names.files,
    hasMore: names.next_cursor !== null,
    more: () => void load(names),
  };
}
