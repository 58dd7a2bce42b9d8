/** A screen about an event that I organise; for everybody else it is not there. */
import type { JSX } from 'preact';
import { t } from '../../app/i18n';
import { eventById, loaded } from '../../db/signals';
import type { Id, KithEvent } from '../../db/types';
import { EmptyState } from '../../ui/notice';
import { Page } from '../../ui/page';
import { Skeleton } from '../../ui/skeleton';

interface OrganisedProps {
  readonly id: Id;
  readonly children: (event: KithEvent) => JSX.Element;
}

export function Organised({ id, children }: OrganisedProps): JSX.Element {
  const event = eventById(id);
  if (event !== null && event.role !== null) return children(event);
  if (!loaded.value) return <Skeleton />;
  return (
    <Page title={t('event.unknown')} back="/events">
      <EmptyState title={t('event.unknownTitle')}>{t('event.unknownText')}</EmptyState>
    </Page>
  );
}
