/** Every export so far: how far the newest has come, who made which, and what can still be fetched. */
import type { JSX } from 'preact';
import { dateTimeText } from '../../app/dates';
import { intlLocale, listText, t } from '../../app/i18n';
import { type Export, fileAddress } from '../../commands/exports';
import type { KithEvent } from '../../db/types';
import { LinkButton } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { columnLabel } from './column-words';
import styles from './export-page.module.css';

const KILO = 1_000;

export function formatName(one: Pick<Export, 'format'>): string {
  return one.format === 'csv' ? t('export.csv') : t('export.xlsx');
}

function sizeText(bytes: number): string {
  const [unit, value] = bytes < KILO * KILO ? ['kilobyte', bytes / KILO] : ['megabyte', bytes / KILO / KILO];
  const options = { style: 'unit', unit, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(intlLocale(), options).format(value);
}

function Download({ event, one, primary }: { event: KithEvent; one: Export; primary: boolean }): JSX.Element {
  const words = t('export.download', { size: sizeText(one.size ?? 0) });
  return (
    <LinkButton
      look={primary ? 'primary' : 'secondary'}
      icon="install"
      href={fileAddress(event.id, one.id)}
      download
    >
      {words}
    </LinkButton>
  );
}

/** What the organiser waits for, or just got. */
export function Newest({ event, one }: { event: KithEvent; one: Export }): JSX.Element | null {
  if (one.state === 'failed') {
    return (
      <Notice icon="warning" look="amber" title={t('export.failedTitle')}>
        {t('export.failedText')}
      </Notice>
    );
  }
  if (one.state === 'ready') {
    if (!one.there) return null;
    return (
      <Notice
        icon="check"
        look="teal"
        title={t('export.readyTitle')}
        actions={<Download event={event} one={one} primary />}
      >
        {t('export.readyText', { rows: one.rows_total, others: one.others })}
      </Notice>
    );
  }
  const label = t('export.progress', { done: one.rows_done, total: one.rows_total });
  return (
    <div class={styles.progress}>
      <label for="export-progress">{one.state === 'waiting' ? t('export.waiting') : label}</label>
      <progress id="export-progress" max={Math.max(1, one.rows_total)} value={one.rows_done} />
    </div>
  );
}

function stateText(one: Export, event: KithEvent): string {
  if (one.state === 'failed') return t('export.failed');
  if (one.state !== 'ready') return t('export.waiting');
  if (!one.there || one.expires_at === null) return t('export.gone');
  return t('export.until', { date: dateTimeText(one.expires_at, event.zone) });
}

function Earlier({ event, one }: { event: KithEvent; one: Export }): JSX.Element {
  return (
    <li class={styles.earlier}>
      <div>
        <p class={styles.made}>
          {t('export.madeBy', { name: one.by, date: dateTimeText(one.asked_at, event.zone) })}
        </p>
        <p class={styles.meaning}>
          {t('export.holds', {
            format: formatName(one),
            rows: one.rows_total,
            columns: listText(one.columns.map(columnLabel)),
          })}
        </p>
        <p class={styles.meaning}>{stateText(one, event)}</p>
      </div>
      {one.there && <Download event={event} one={one} primary={false} />}
    </li>
  );
}

export function EarlierExports(props: {
  readonly event: KithEvent;
  readonly exports: readonly Export[];
}): JSX.Element | null {
  if (props.exports.length === 0) return null;
  return (
    <section class={styles.section} aria-labelledby="earlier-exports">
      <h2 id="earlier-exports">{t('export.earlierTitle')}</h2>
      <p class={styles.meaning}>{t('export.earlierText')}</p>
      <ul class={styles.list}>
        {props.exports.map((one) => (
          <Earlier key={one.id} event={props.event} one={one} />
        ))}
      </ul>
    </section>
  );
}
