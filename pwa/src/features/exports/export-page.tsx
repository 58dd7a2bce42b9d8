/** The organiser's export: who agreed, which columns, the file as it is made, and the log of all before. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import type { ScreenProps } from '../../app/routes';
import { type Column, type Exports, type FileFormat, fileMaker } from '../../commands/exports';
import { eventById, loaded } from '../../db/signals';
import type { KithEvent } from '../../db/types';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { EmptyState } from '../../ui/notice';
import { Page } from '../../ui/page';
import { Skeleton } from '../../ui/skeleton';
import { say } from '../../ui/toast';
import { ColumnChooser, FormatChooser } from './column-chooser';
import { ALL_COLUMNS, FIRST_CHOICE } from './column-words';
import { EarlierExports, Newest } from './export-list';
import styles from './export-page.module.css';
import { Trouble } from './trouble';
import { useExports } from './use-exports';
import '../organiser/words';

function Figures({ told }: { told: Exports }): JSX.Element {
  return (
    <div class={styles.figures}>
      <p class={styles.listed}>
        <strong>{told.listed}</strong> {t('export.listed', { count: told.listed })}
      </p>
      <p>{t('export.others', { count: told.others })}</p>
      {told.listed === 0 && <p>{t('export.headingsOnly')}</p>}
      <p class={styles.never}>
        <Icon name="lock" size={18} />
        <span>{t('export.never')}</span>
      </p>
    </div>
  );
}

function Maker({ event, onAsked }: { event: KithEvent; onAsked: () => Promise<void> }): JSX.Element {
  const [chosen, setChosen] = useState<ReadonlySet<Column>>(new Set(FIRST_CHOICE));
  const [format, setFormat] = useState<FileFormat>('xlsx');
  const [makeFile] = useState(() => fileMaker(event.id));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const choose = (column: Column, wanted: boolean): void => {
    const next = new Set(chosen);
    if (wanted) next.add(column);
    else next.delete(column);
    setChosen(next);
  };
  const make = async (): Promise<void> => {
    if (busy) return;
    const columns = ALL_COLUMNS.filter((column) => chosen.has(column));
    if (columns.length === 0) {
      say(t('export.noColumn'));
      return;
    }
    setBusy(true);
    try {
      await makeFile(format, columns);
      setError(null);
    } catch (problem) {
      setError(problem);
    }
    await onAsked();
    setBusy(false);
  };
  return (
    <div class={styles.maker}>
      <ColumnChooser chosen={chosen} onChange={choose} />
      <FormatChooser format={format} onChange={setFormat} />
      {error !== null && (
        <Trouble error={error} offline={t('export.offlineText')} onRetry={() => void make()} />
      )}
      <Button look="primary" wide busy={busy} onClick={() => void make()}>
        {t('export.make')}
      </Button>
    </div>
  );
}

function ExportView({ event }: { event: KithEvent }): JSX.Element {
  const { told, error, reload } = useExports(event.id);
  const newest = told?.exports[0];
  return (
    <Page title={t('export.title')} eyebrow={<bdi>{event.name}</bdi>} back={`/events/${event.id}`} wide>
      {error !== null && (
        <Trouble error={error} offline={t('export.offlineText')} onRetry={() => void reload()} />
      )}
      {told === null && error === null && <Skeleton />}
      {told !== null && (
        <div class={styles.columns}>
          <div class={styles.column}>
            <Figures told={told} />
            <Maker event={event} onAsked={reload} />
          </div>
          <div class={styles.column}>
            <div aria-live="polite">{newest && <Newest event={event} one={newest} />}</div>
            <EarlierExports event={event} exports={told.exports} />
          </div>
        </div>
      )}
    </Page>
  );
}

export function ExportPage({ params }: ScreenProps): JSX.Element {
  const event = eventById(params.id ?? '');
  if (event !== null && event.role !== null) return <ExportView event={event} />;
  if (!loaded.value) return <Skeleton />;
  return (
    <Page title={t('event.unknown')} back="/events">
      <EmptyState title={t('event.unknownTitle')}>{t('event.unknownText')}</EmptyState>
    </Page>
  );
}
