/** "What Olga can see": the organisers by name, their real row about me, and each file I was in. */
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { dateTimeText, dayText } from '../../app/dates';
import { listText, t } from '../../app/i18n';
import type { ScreenProps } from '../../app/routes';
import { type SeenByOrganiser, seenByOrganiser } from '../../commands/exports';
import { attendeeAt, eventById, loaded } from '../../db/signals';
import type { Attendee, KithEvent } from '../../db/types';
import { Icon } from '../../ui/icon';
import { EmptyState, Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { Skeleton } from '../../ui/skeleton';
import { Section } from '../me/section';
import { columnLabel } from './column-words';
import { formatName } from './export-list';
import styles from './seen-page.module.css';
import { Trouble } from './trouble';
import '../organiser/words';

/** The last answers, by attendee; only in memory, for they are the server's to say. */
const known = signal<ReadonlyMap<string, SeenByOrganiser>>(new Map());

function Row({ row }: { row: NonNullable<SeenByOrganiser['row']> }): JSX.Element {
  return (
    <dl class={styles.row}>
      {row.map((cell) => (
        <div key={cell.heading}>
          <dt>
            <bdi>{cell.heading}</bdi>
          </dt>
          <dd class={cell.text === '' ? styles.empty : undefined}>
            {cell.text === '' ? t('seen.nothing') : <bdi>{cell.text}</bdi>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Log({ told, event }: { told: SeenByOrganiser; event: KithEvent }): JSX.Element {
  if (told.exports.length === 0) return <p class={styles.quiet}>{t('seen.noExports')}</p>;
  return (
    <ul class={styles.log}>
      {told.exports.map((one) => (
        <li key={`${one.made_at}-${one.by}-${one.format}-${one.columns.join()}`}>
          <p>
            {t('seen.export', {
              name: one.by,
              format: formatName(one),
              date: dateTimeText(one.made_at, event.zone),
            })}
          </p>
          <p class={styles.quiet}>{t('seen.with', { columns: listText(one.columns.map(columnLabel)) })}</p>
        </li>
      ))}
    </ul>
  );
}

/** What is on their list of me: the row itself, or that there is none. */
function Listed({ told, event }: { told: SeenByOrganiser; event: KithEvent }): JSX.Element {
  const { row, kept_until: until } = told;
  if (row === null) {
    return (
      <Section title={t('seen.listTitle')}>
        <Notice icon="check" look="teal" title={t('seen.noRowTitle')}>
          {t('seen.noRowText')}
        </Notice>
      </Section>
    );
  }
  return (
    <Section title={t('seen.rowTitle')} text={t('seen.rowText')}>
      <Row row={row} />
      {until !== null && (
        <p class={styles.quiet}>{t('seen.keptUntil', { date: dayText(until, event.zone) })}</p>
      )}
    </Section>
  );
}

/** What they see now: nothing, once they have deleted the event. */
function SeenNow({ told, event }: { told: SeenByOrganiser; event: KithEvent }): JSX.Element {
  if (told.deleted_at !== null) {
    return (
      <Notice icon="check" look="teal" title={t('seen.deletedTitle')}>
        {t('seen.deletedText', { date: dateTimeText(told.deleted_at, event.zone) })}
      </Notice>
    );
  }
  const when = dateTimeText(told.joined_at, event.zone);
  return (
    <>
      <Section title={t('seen.alwaysTitle')}>
        <p>{t('seen.always', { name: told.name, when })}</p>
      </Section>
      <Listed told={told} event={event} />
    </>
  );
}

function Told({ told, event }: { told: SeenByOrganiser; event: KithEvent }): JSX.Element {
  return (
    <div class={styles.sections}>
      <SeenNow told={told} event={event} />
      <Section title={t('seen.logTitle')} text={t('seen.logText')}>
        <Log told={told} event={event} />
      </Section>
      <p class={styles.never}>
        <Icon name="lock" size={18} />
        <span>{t('seen.never')}</span>
      </p>
    </div>
  );
}

function SeenView({ event, me }: { event: KithEvent; me: Attendee }): JSX.Element {
  const [error, setError] = useState<unknown>(null);
  const told = known.value.get(me.id) ?? null;
  const ask = async (): Promise<void> => {
    try {
      const answer = await seenByOrganiser(event.id, me.id);
      known.value = new Map([...known.value, [me.id, answer]]);
      setError(null);
    } catch (problem) {
      setError(problem);
    }
  };
  useEffect(() => {
    void ask();
    const again = (): void => void ask();
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [me.id]);
  const names = told?.organisers.map((one) => one.name) ?? [];
  const title = names.length === 0 ? t('seen.title') : t('seen.titleNamed', { names: listText(names) });
  return (
    <Page title={title} tabTitle={t('seen.title')} eyebrow={<bdi>{event.name}</bdi>} back="/me">
      {error !== null && <Trouble error={error} offline={t('seen.offlineText')} onRetry={() => void ask()} />}
      {told === null && error === null && <Skeleton />}
      {told !== null && <Told told={told} event={event} />}
    </Page>
  );
}

export function SeenPage({ params }: ScreenProps): JSX.Element {
  const event = eventById(params.id ?? '');
  const me = event === null ? null : attendeeAt(event.id);
  if (event !== null && me !== null) return <SeenView event={event} me={me} />;
  if (!loaded.value) return <Skeleton />;
  return (
    <Page title={t('seen.title')} back="/me">
      <EmptyState title={t('seen.nowhereTitle')}>{t('seen.nowhereText')}</EmptyState>
    </Page>
  );
}
