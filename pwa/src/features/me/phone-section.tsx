/** This phone: whether it is ready without a network, my events, and signing out. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { navigate } from '../../app/router';
import { signOut } from '../../commands/sign-in';
import { UnsentWordsError } from '../../db/errors';
import { offlineReady, syncStatus } from '../../db/signals';
import { Button, LinkButton } from '../../ui/button';
import { ErrorText } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Sheet } from '../../ui/sheet';
import { failureWords } from '../failure-words';
import styles from './phone-section.module.css';
import { Section } from './section';

/** Null when this phone has let go; else why not. */
async function leave(evenIfUnsent: boolean): Promise<string | null> {
  try {
    await signOut({ evenIfUnsent });
    navigate('/', { replace: true });
    return null;
  } catch (error) {
    return error instanceof UnsentWordsError
      ? t('phone.unsent', { count: error.unsent })
      : failureWords(error);
  }
}

function LeaveSheet({ onClose }: { onClose: () => void }): JSX.Element {
  const { unsent } = syncStatus.value;
  const [failure, setFailure] = useState<string | null>(null);
  return (
    <Sheet title={t('phone.signOutTitle')} onClose={onClose}>
      <p>{unsent > 0 ? t('phone.unsent', { count: unsent }) : t('phone.signOutText')}</p>
      {failure !== null && (
        <div role="alert">
          <ErrorText id="leave-failure" text={failure} />
        </div>
      )}
      <Button look="primary" wide onClick={onClose}>
        {t('phone.stay')}
      </Button>
      <Button look="danger" wide onClick={() => void leave(unsent > 0).then(setFailure)}>
        {unsent > 0 ? t('phone.signOutAnyway') : t('phone.signOut')}
      </Button>
    </Sheet>
  );
}

export function PhoneSection(): JSX.Element {
  const [leaving, setLeaving] = useState(false);
  return (
    <Section title={t('phone.title')}>
      <p class={styles.ready}>
        <Icon name={offlineReady.value ? 'check' : 'send'} size={20} />
        <span>{offlineReady.value ? t('phone.offlineReady') : t('phone.offlineSoon')}</span>
      </p>
      <LinkButton icon="events" href="/events">
        {t('nav.events')}
      </LinkButton>
      <Button look="danger" icon="out" onClick={() => setLeaving(true)}>
        {t('phone.signOut')}
      </Button>
      {leaving && <LeaveSheet onClose={() => setLeaving(false)} />}
    </Section>
  );
}
