/** Signed in, and at no event: type a code, or go to the people already met. */
import type { JSX } from 'preact';
import { t } from '../../app/i18n';
import { encounters } from '../../db/signals';
import { LinkButton } from '../../ui/button';
import { EmptyState } from '../../ui/notice';
import { Page } from '../../ui/page';
import { CodeEntry } from './code-entry';

export function NoEvent(): JSX.Element {
  return (
    <Page title={t('home.noEventTitle')} tabTitle={t('nav.code')}>
      <EmptyState
        title={t('home.noEventLead')}
        action={
          encounters.value.length > 0 ? (
            <LinkButton icon="people" href="/people">
              {t('home.toPeople')}
            </LinkButton>
          ) : (
            <LinkButton icon="events" href="/events">
              {t('nav.events')}
            </LinkButton>
          )
        }
      >
        {t('home.noEventText')}
      </EmptyState>
      <CodeEntry />
    </Page>
  );
}
