/** Why joining does not work just now, and what to do. */
import type { JSX } from 'preact';
import { dateTimeText, eventTimes } from '../../app/dates';
import { type MessageKey, t } from '../../app/i18n';
import type { EventPreview } from '../../db/types';
import { Button, LinkButton } from '../../ui/button';
import { EmptyState } from '../../ui/notice';
import { Page } from '../../ui/page';

export type WhyNot = 'unknown' | 'offline' | 'over' | 'early' | 'late' | 'failed';

const WORDS: Readonly<Record<WhyNot, readonly [MessageKey, MessageKey]>> = {
  unknown: ['join.unknownTitle', 'join.unknownText'],
  offline: ['join.offlineTitle', 'join.offlineText'],
  over: ['join.overTitle', 'join.overText'],
  early: ['join.earlyTitle', 'join.earlyText'],
  late: ['join.lateTitle', 'join.lateText'],
  failed: ['join.failedTitle', 'join.failedText'],
};

function doorOpens(event: EventPreview | undefined): string {
  const at = event?.join_opens_at ?? null;
  return event === undefined || at === null ? '' : dateTimeText(at, event.zone);
}

interface NoWayInProps {
  readonly why: WhyNot;
  readonly event?: EventPreview;
  readonly onRetry?: () => void;
}

export function NoWayIn({ why, event, onRetry }: NoWayInProps): JSX.Element {
  const [title, text] = WORDS[why];
  const retry = (why === 'offline' || why === 'failed') && onRetry !== undefined;
  return (
    <Page
      title={event?.name ?? t('join.tabTitle')}
      eyebrow={event === undefined ? '' : eventTimes(event)}
      back="/"
    >
      <EmptyState
        title={t(title)}
        action={
          retry ? (
            <Button look="primary" onClick={onRetry}>
              {t('common.tryAgain')}
            </Button>
          ) : (
            <LinkButton look="primary" href="/">
              {t('join.otherCode')}
            </LinkButton>
          )
        }
      >
        {t(text, { when: doorOpens(event) })}
      </EmptyState>
    </Page>
  );
}
