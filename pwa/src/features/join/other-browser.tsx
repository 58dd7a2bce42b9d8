/** Opened inside a chat app: say so before anything is typed, because a card typed here would be lost. */
import type { JSX } from 'preact';
import { t } from '../../app/i18n';
import { Button } from '../../ui/button';
import { useScreenTitle } from '../../ui/page';
import { say } from '../../ui/toast';
import { copyText } from '../copy-text';
import styles from './other-browser.module.css';

export function OtherBrowser({ app, onStay }: { app: string; onStay: () => void }): JSX.Element {
  const heading = useScreenTitle(t('join.tabTitle'));
  const apple = /iPhone|iPad|Macintosh/.test(navigator.userAgent);
  const browser = apple ? 'Safari' : 'Chrome';
  const copy = async (): Promise<void> => {
    const done = await copyText(location.href);
    say(done ? t('join.linkCopied', { browser }) : t('common.copyFailed'));
  };
  return (
    <div class={styles.screen}>
      <h1 ref={heading} tabIndex={-1}>
        {t('join.otherTitle', { browser })}
      </h1>
      <p>{app === '' ? t('join.otherTextUnknown') : t('join.otherText', { app })}</p>
      <ol class={styles.steps}>
        <li>{t('join.otherStep1')}</li>
        <li>{t('join.otherStep2', { browser })}</li>
      </ol>
      <Button look="primary" icon="copy" wide onClick={() => void copy()}>
        {t('join.copyLink')}
      </Button>
      <p class={styles.link}>
        <bdi>{location.href}</bdi>
      </p>
      <Button look="quiet" wide onClick={onStay}>
        {t('join.stayHere')}
      </Button>
    </div>
  );
}
