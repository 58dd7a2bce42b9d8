/** A badge opened by the ordinary camera: at its event the same as a scan; elsewhere, what it is and how to join. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { navigate } from '../../app/router';
import type { ScreenProps } from '../../app/routes';
import { badgeIn } from '../../commands/badge';
import { recordScan } from '../../commands/record-scan';
import { account, loaded } from '../../db/signals';
import { EmptyState } from '../../ui/notice';
import { Page } from '../../ui/page';
import { Skeleton } from '../../ui/skeleton';
import { failureWords } from '../failure-words';
import { CodeEntry } from '../home/code-entry';

type Outcome = 'scanning' | 'nobody-here' | 'no-open-event' | 'broken';

/** Whoever is at an open event has met somebody; the address is left, so that a reload scans nothing. */
async function scan(text: string): Promise<Outcome> {
  if (badgeIn(text) === null) return 'broken';
  if (account.value === null) return 'nobody-here';
  const result = await recordScan(text);
  if (result.outcome !== 'met') return 'no-open-event';
  navigate(`/met/${result.encounterId}`, { replace: true });
  return 'scanning';
}

const WORDS = {
  'nobody-here': 'badge.linkText',
  'no-open-event': 'badge.linkNoEventText',
  broken: 'badge.linkBroken',
} as const;

export function BadgeLinkPage({ params }: ScreenProps): JSX.Element {
  const [outcome, setOutcome] = useState<Outcome>('scanning');
  const [failure, setFailure] = useState<string | null>(null);
  const ready = loaded.value;
  useEffect(() => {
    if (!ready) return;
    const text = `${location.origin}/b/${params.handle ?? ''}`;
    scan(text).then(setOutcome, (error: unknown) => {
      setFailure(failureWords(error));
      setOutcome('broken');
    });
  }, [ready, params.handle]);
  if (outcome === 'scanning') return <Skeleton />;
  return (
    <Page title={t('badge.linkTitle')} back="/">
      <EmptyState title={t('badge.linkLead')}>{failure ?? t(WORDS[outcome])}</EmptyState>
      {outcome !== 'broken' && <CodeEntry />}
    </Page>
  );
}
