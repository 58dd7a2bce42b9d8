/** The address on a poster, typed by hand: the code comes next. */
import type { JSX } from 'preact';
import { t } from '../../app/i18n';
import { Page } from '../../ui/page';
import { CodeEntry } from '../home/code-entry';

export function CodePage(): JSX.Element {
  return (
    <Page title={t('join.typeTitle')} back="/">
      <CodeEntry />
    </Page>
  );
}
