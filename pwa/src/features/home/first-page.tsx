/** The very first page: what Kith is, and the three ways in. */
import type { JSX } from 'preact';
import { t } from '../../app/i18n';
import { LinkButton } from '../../ui/button';
import { Mark } from '../../ui/mark';
import { useScreenTitle } from '../../ui/page';
import { CodeEntry } from './code-entry';
import styles from './first-page.module.css';

export function FirstPage(): JSX.Element {
  const heading = useScreenTitle(t('first.tabTitle'));
  return (
    <div class={styles.screen}>
      <div class={styles.inside}>
        <div class={styles.brand}>
          <Mark size={56} />
          <span>{t('app.name')}</span>
        </div>
        <h1 ref={heading} tabIndex={-1}>
          {t('first.title')}
        </h1>
        <p class={styles.lead}>{t('first.text')}</p>
        <CodeEntry />
        <ol class={styles.steps}>
          <li>{t('first.step1')}</li>
          <li>{t('first.step2')}</li>
          <li>{t('first.step3')}</li>
        </ol>
        <div class={styles.others}>
          <LinkButton icon="events" href="/events/new">
            {t('first.organise')}
          </LinkButton>
          <LinkButton look="quiet" href="/in">
            {t('first.signIn')}
          </LinkButton>
        </div>
      </div>
    </div>
  );
}
