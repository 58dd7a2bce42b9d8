/** Whoever scanned their own badge as if it were another's puts it right here. */
import type { JSX } from 'preact';
import { t } from '../../app/i18n';
import { navigate } from '../../app/router';
import { claimScanned } from '../../commands/badge';
import type { LocalEncounter } from '../../db/types';
import { Button } from '../../ui/button';
import { say } from '../../ui/toast';
import { failureWords } from '../failure-words';

async function claim(encounter: LocalEncounter, badge: string): Promise<void> {
  try {
    await claimScanned(encounter.id, encounter.event_id, badge);
    say(t('badge.onItsWay'));
    navigate('/me', { replace: true });
  } catch (error) {
    say(failureWords(error));
  }
}

export function OwnBadge({ encounter }: { encounter: LocalEncounter }): JSX.Element | null {
  const { badge } = encounter;
  if (badge == null || encounter.state === 'mutual' || encounter.asks_me) return null;
  return (
    <Button look="quiet" wide onClick={() => void claim(encounter, badge)}>
      {t('badge.isItYours')}
    </Button>
  );
}
