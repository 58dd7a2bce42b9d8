/** No card under this address: because it went, or because this phone knows nobody yet. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { syncNow } from '../../app/start-data';
import { restoreAccount } from '../../commands/sign-in';
import { account } from '../../db/signals';
import { LinkButton } from '../../ui/button';
import { EmptyState } from '../../ui/notice';
import { Page } from '../../ui/page';
import { Skeleton } from '../../ui/skeleton';

/** True until it is clear whether this browser is signed in, and what belongs to it has come. */
function useRestoring(): boolean {
  const [restoring, setRestoring] = useState(account.value === null);
  useEffect(() => {
    if (!restoring) return;
    const restore = async (): Promise<void> => {
      if (await restoreAccount()) await syncNow();
    };
    const done = (): void => setRestoring(false);
    restore().then(done, done);
  }, []);
  return restoring;
}

function SignIn(): JSX.Element {
  return (
    <EmptyState
      title={t('person.strangerTitle')}
      action={
        <>
          <LinkButton look="primary" href="/in">
            {t('problems.signIn')}
          </LinkButton>
          <LinkButton href="/">{t('people.emptyJoin')}</LinkButton>
        </>
      }
    >
      {t('person.strangerText')}
    </EmptyState>
  );
}

export function NotHere(): JSX.Element {
  if (useRestoring()) return <Skeleton />;
  return (
    <Page title={t('person.gone')} back="/people">
      {account.value === null ? (
        <SignIn />
      ) : (
        <EmptyState title={t('person.goneTitle')}>{t('person.goneText')}</EmptyState>
      )}
    </Page>
  );
}
