/** Coming in with a one-time pass: opening the link does nothing; the button does. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { navigate } from '../../app/router';
import { syncNow } from '../../app/start-data';
import { signInWithPass } from '../../commands/sign-in';
import { UnsentWordsError } from '../../db/errors';
import { account, attendees, events, network } from '../../db/signals';
import { Button } from '../../ui/button';
import { ErrorText, TextField } from '../../ui/field';
import { Mark } from '../../ui/mark';
import { useScreenTitle } from '../../ui/page';
import { failureWords } from '../failure-words';
import styles from './sign-in-page.module.css';

/** A whole link pasted here does as well as the pass alone. */
function passIn(text: string): string {
  const trimmed = text.trim();
  return trimmed.includes('#') ? trimmed.slice(trimmed.lastIndexOf('#') + 1) : trimmed;
}

/** The session has ended, though its account is still here. */
function isSignedOut(): boolean {
  return network.value === 'sign-in';
}

function words(error: unknown): string {
  if (error instanceof UnsentWordsError) {
    const { unsent: count } = error;
    const name = account.value?.name ?? '';
    return isSignedOut() ? t('signin.unsentOf', { count, name }) : t('signin.unsent', { count });
  }
  return failureWords(error);
}

function onlyOrganises(): boolean {
  return attendees.value.length === 0 && events.value.some((event) => event.role !== null);
}

function useSignIn() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const go = async (pass: string): Promise<void> => {
    if (busy) return;
    if (pass === '') {
      setFailure(t('signin.empty'));
      return;
    }
    setBusy(true);
    setFailure(null);
    try {
      await signInWithPass(pass);
      await syncNow(); // only the server knows what this account is at
      navigate(onlyOrganises() ? '/events' : '/', { replace: true });
    } catch (error) {
      setFailure(words(error));
    }
    setBusy(false);
  };
  return { busy, failure, go };
}

export function SignInPage(): JSX.Element {
  const heading = useScreenTitle(t('signin.tabTitle'));
  const [fromLink] = useState(() => passIn(location.hash));
  const [typed, setTyped] = useState('');
  const { busy, failure, go } = useSignIn();
  const hasPass = fromLink !== '';
  return (
    <form
      class={styles.screen}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void go(hasPass ? fromLink : passIn(typed));
      }}
    >
      <Mark size={56} />
      <h1 ref={heading} tabIndex={-1}>
        {hasPass ? t('signin.title') : t('signin.titleNoPass')}
      </h1>
      <p class={styles.text}>{hasPass ? t('signin.text') : t('signin.textNoPass')}</p>
      {account.value !== null && (
        <p class={styles.text}>
          {t(isSignedOut() ? 'signin.again' : 'signin.otherAccount', { name: account.value.name })}
        </p>
      )}
      {!hasPass && (
        <TextField
          label={t('signin.passLabel')}
          value={typed}
          onInput={setTyped}
          autoComplete="one-time-code"
          enterKeyHint="go"
        />
      )}
      {failure !== null && <ErrorText id="signin-failure" text={failure} />}
      <Button look="primary" type="submit" wide busy={busy}>
        {t('common.continue')}
      </Button>
      <Button look="quiet" wide onClick={() => navigate('/', { replace: true })}>
        {t('signin.notNow')}
      </Button>
    </form>
  );
}
