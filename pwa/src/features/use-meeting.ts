/** The pair's colour, pattern and question for a screen; worked out once for each pair of cards. */
import { useEffect, useState } from 'preact/hooks';
import { type Meeting, meetingOf } from '../commands/meeting-of';
import { attendeeAt, eventById } from '../db/signals';
import type { LocalEncounter } from '../db/types';
import { cardOf, isUnknown } from './encounter-words';

const cache = new Map<string, Meeting>();

/** Changes whenever one of the things that a meeting is worked out from changes. */
function keyOf(encounter: LocalEncounter): string {
  const mine = attendeeAt(encounter.event_id);
  const theirs = encounter.person?.card_id ?? encounter.scanned?.card_id ?? '';
  const answers = JSON.stringify([mine?.answers, cardOf(encounter)?.answers]);
  return [encounter.event_id, eventById(encounter.event_id)?.version, mine?.card_id, theirs, answers].join(
    '|',
  );
}

export function useMeeting(encounter: LocalEncounter | null): Meeting | null {
  // A code that matched nobody may be anybody's work: there is no pair, and nothing that both see.
  const key = encounter === null || isUnknown(encounter) ? '' : keyOf(encounter);
  const [meeting, setMeeting] = useState<Meeting | null>(cache.get(key) ?? null);
  useEffect(() => {
    let stale = false;
    const known = cache.get(key);
    if (known !== undefined || encounter === null || key === '') {
      setMeeting(known ?? null);
      return undefined;
    }
    const keep = (found: Meeting | null): void => {
      if (found !== null) cache.set(key, found);
      if (!stale) setMeeting(found);
    };
    meetingOf(encounter).then(keep, () => keep(null));
    return () => {
      stale = true;
    };
  }, [key]);
  return meeting;
}
