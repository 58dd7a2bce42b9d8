/** A path that leads nowhere. */
import type { JSX } from 'preact';
import { t } from '../../app/i18n';
import { LinkButton } from '../../ui/button';
import { EmptyState } from '../../ui/notice';
import { Page } from '../../ui/page';

export function LostPage(): JSX.Element {
  return (
    <Page title={t('lost.title')} back="/">
      <EmptyState
        title={t('lost.lead')}
        action={
          <LinkButton look="primary" href="/">
            {t('lost.home')}
          </LinkButton>
        }
      >
        {t('lost.text')}
      </EmptyState>
    </Page>
  );
}
