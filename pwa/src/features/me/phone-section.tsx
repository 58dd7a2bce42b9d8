/** This phone: whether it is ready without a network, my events, and signing out. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { navigate } from '../../app/router';
import { signOut, unsentWords } from '../../commands/sign-in';
import { UnsentWordsError } from '../../db/errors';
import { offlineReady, unsent } from '../../db/signals';
import { Button } from '../../ui/button';
import { ErrorText } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Sheet } from '../../ui/sheet';
import { failureWords } from '../failure-words';
import styles from './phone-section.module.css';
import { Section } from './section';

/** How much would be lost, and why leaving failed, if it did. */
function useLeaving() {
  const [words, setWords] = useState(unsent.value);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    unsentWords().then(setWords, () => undefined);
  }, [unsent.value]);
  const leave = async (): Promise<void> => {
    try {
      await signOut({ evenIfUnsent: words > 0 });
      navigate('/', { replace: true });
    } catch (error) {
      if (error instanceof UnsentWordsError) setWords(error.unsent);
      else setFailure(failureWords(error));
    }
  };
  return { words, failure, leave };
}

function LeaveSheet({ onClose }: { onClose: () => void }): JSX.Element {
  const { words, failure, leave } = useLeaving();
  return (
    <Sheet title={t('phone.signOutTitle')} onClose={onClose}>
      <p>{words > 0 ? t('phone.unsent', { count: words }) : t('phone.signOutText')}</p>
      {failure !== null && <ErrorText id="leave-failure" text={failure} />}
      <Button look="primary" wide onClick={onClose}>
        {t('phone.stay')}
      </Button>
      <Button look="danger" wide onClick={() => void leave()}>
        {words > 0 ? t('phone.signOutAnyway') : t('phone.signOut')}
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
      <Button look="danger" icon="out" onClick={() => setLeaving(true)}>
        {t('phone.signOut')}
      </Button>
      {leaving && <LeaveSheet onClose={() => setLeaving(false)} />}
    </Section>
  );
}
