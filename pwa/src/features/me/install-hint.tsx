/** Keeping Kith on the home screen: offered after the first meeting, and never again once dismissed. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { install, installable, isInstalled, needsShareMenu } from '../../app/install';
import { encounters } from '../../db/signals';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import styles from './install-hint.module.css';

const DISMISSED = 'kith.installDismissed';

function ShareSteps(): JSX.Element {
  return (
    <ol class={styles.steps}>
      <li>
        <Icon name="share" size={20} />
        <span>{t('install.iosStep1')}</span>
      </li>
      <li>
        <Icon name="plus" size={20} />
        <span>{t('install.iosStep2')}</span>
      </li>
    </ol>
  );
}

export function InstallHint(): JSX.Element | null {
  const [dismissed, setDismissed] = useState(() => localStorage.getItem(DISMISSED) !== null);
  const byHand = needsShareMenu();
  if (dismissed || isInstalled() || encounters.value.length === 0) return null;
  if (!installable.value && !byHand) return null;
  const dismiss = (): void => {
    localStorage.setItem(DISMISSED, '1');
    setDismissed(true);
  };
  return (
    <Notice
      icon="install"
      look="teal"
      title={t('install.title')}
      actions={
        <>
          {installable.value && (
            <Button onClick={() => void install().then((yes) => (yes ? dismiss() : undefined))}>
              {t('install.install')}
            </Button>
          )}
          <Button look="quiet" onClick={dismiss}>
            {t('install.notNow')}
          </Button>
        </>
      }
    >
      <p>{t('install.text')}</p>
      {byHand && <ShareSteps />}
    </Notice>
  );
}
