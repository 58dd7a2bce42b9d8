/** The columns as lines to tick, each group with what it means, and the kind of file. */
import type { JSX } from 'preact';
import { t } from '../../app/i18n';
import type { Column, FileFormat } from '../../commands/exports';
import { CheckLine } from '../../ui/field';
import { CONTACT_COLUMNS, columnLabel, PLAIN_COLUMNS } from './column-words';
import styles from './export-page.module.css';

interface Choice {
  readonly chosen: ReadonlySet<Column>;
  readonly onChange: (column: Column, wanted: boolean) => void;
}

function Group(
  props: Choice & { readonly title: string; readonly text: string; readonly columns: readonly Column[] },
): JSX.Element {
  return (
    <fieldset class={styles.group}>
      <legend>{props.title}</legend>
      <p class={styles.meaning}>{props.text}</p>
      <div class={styles.lines}>
        {props.columns.map((column) => (
          <CheckLine
            key={column}
            label={columnLabel(column)}
            checked={props.chosen.has(column)}
            onChange={(wanted) => props.onChange(column, wanted)}
          />
        ))}
      </div>
    </fieldset>
  );
}

export function ColumnChooser(choice: Choice): JSX.Element {
  return (
    <>
      <Group
        {...choice}
        title={t('export.plainTitle')}
        text={t('export.plainText')}
        columns={PLAIN_COLUMNS}
      />
      <Group
        {...choice}
        title={t('export.answersTitle')}
        text={t('export.answersText')}
        columns={['answers']}
      />
      <Group
        {...choice}
        title={t('export.contactTitle')}
        text={t('export.contactText')}
        columns={CONTACT_COLUMNS}
      />
    </>
  );
}

export function FormatChooser(props: {
  readonly format: FileFormat;
  readonly onChange: (format: FileFormat) => void;
}): JSX.Element {
  const formats = [
    { format: 'xlsx', label: t('export.xlsx'), hint: t('export.xlsxHint') },
    { format: 'csv', label: t('export.csv'), hint: t('export.csvHint') },
  ] as const;
  return (
    <fieldset class={styles.group}>
      <legend>{t('export.formatTitle')}</legend>
      <div class={styles.lines}>
        {formats.map(({ format, label, hint }) => (
          <label key={format} class={styles.format}>
            <input
              type="radio"
              name="export-format"
              checked={props.format === format}
              onChange={() => props.onChange(format)}
            />
            <span>
              <strong>{label}</strong>
              <span class={styles.meaning}>{hint}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
