/** When somebody scanned my code and it became mutual, the meeting opens by itself on my phone too. */
import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from '../../app/i18n';
import { navigate } from '../../app/router';
import { correctedNow, encounters } from '../../db/signals';
import type { LocalEncounter } from '../../db/types';
import { openSheets } from '../../ui/sheet';
import { say } from '../../ui/toast';
import { buzz } from '../buzz';
import { shortName } from '../encounter-words';

/** Older meetings, which a sync brings to a new phone, do not push themselves forward. */
const FRESH_MS = 15 * 60_000;

const cardKey = (encounter: LocalEncounter): string => encounter.person?.card_id ?? encounter.id;

function mutualCards(): Set<string> {
  return new Set(encounters.value.filter((one) => one.state === 'mutual').map(cardKey));
}

function isFresh(encounter: LocalEncounter): boolean {
  const since = Date.parse(encounter.mutual_at ?? encounter.met_at);
  return Math.abs(correctedNow() - since) < FRESH_MS;
}

export function useOpenNewMeeting(): void {
  useEffect(() => {
    let known = mutualCards();
    return effect(() => {
      const all = encounters.value;
      const fresh = all.find((one) => one.state === 'mutual' && !known.has(cardKey(one)) && isFresh(one));
      known = mutualCards();
      if (fresh === undefined || openSheets.count > 0) return;
      // Whoever scanned has seen this meeting already: a word is enough.
      if (fresh.i_scanned) {
        say(t('met.nowMutual', { name: shortName(fresh) }));
        return;
      }
      buzz();
      navigate(`/met/${fresh.id}`);
    });
  }, []);
}
