/** Who joined: names, the newest first, as they come in. No pairs, and nothing of who met whom. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { timeText } from '../../app/dates';
import { t } from '../../app/i18n';
import type { JoinedPage } from '../../commands/who-joined';
import type { KithEvent } from '../../db/types';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import styles from './joined-list.module.css';
import { useJoined } from './use-joined';

/** Enough to see people come in; the rest of the page stays near. */
const AT_FIRST = 8;
const MORE = 50;

interface NamesProps {
  readonly event: KithEvent;
  readonly list: JoinedPage;
  readonly shown: number;
}

function Names({ event, list, shown }: NamesProps): JSX.Element {
  if (list.attendees.length === 0) return <p class={styles.quiet}>{t('joined.nobody')}</p>;
  return (
    <ul class={styles.names}>
      {list.attendees.slice(0, shown).map((one) => (
        <li key={one.id}>
          <bdi>{one.name}</bdi>
          <span class={styles.quiet}>{timeText(one.joined_at, event.zone)}</span>
        </li>
      ))}
    </ul>
  );
}

function Waiting(): JSX.Element {
  return (
    <div class={styles.waiting} aria-busy="true">
      <span class="hidden-words">{t('common.loading')}</span>
      <span />
      <span />
      <span />
    </div>
  );
}

export function JoinedList({ event }: { event: KithEvent }): JSX.Element {
  const { list, offline, showMore } = useJoined(event.id);
  const [shown, setShown] = useState(AT_FIRST);
  const more = list !== null && (list.attendees.length > shown || list.cursor !== null);
  const showEarlier = (): void => {
    if (list !== null && list.attendees.length < shown + MORE) showMore();
    setShown(shown + MORE);
  };
  const count = list?.joined ?? event.joined;
  return (
    <section class={styles.section} aria-labelledby="who-joined">
      <h2 id="who-joined">{t('joined.title')}</h2>
      {count !== null && (
        <p class={styles.count} role="status">
          <strong>{count}</strong> {t('event.joined', { count })}
        </p>
      )}
      {offline && (
        <Notice icon="offline">{list === null ? t('joined.offline') : t('joined.offlineList')}</Notice>
      )}
      {list === null && !offline && <Waiting />}
      {list !== null && <Names event={event} list={list} shown={shown} />}
      {more && <Button onClick={showEarlier}>{t('joined.more')}</Button>}
      <p class={styles.quiet}>{t('event.private')}</p>
    </section>
  );
}
