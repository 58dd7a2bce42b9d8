/** Closing an event, with Undo; opening it again; and deleting it, which wants its name typed. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { now } from '../../app/clock';
import { dateTimeText } from '../../app/dates';
import { t } from '../../app/i18n';
import { navigate } from '../../app/router';
import { closeEvent, deleteEvent, reopenEvent } from '../../commands/change-event';
import { tidy } from '../../commands/limits';
import { EVENT_MARGIN_MS } from '../../db/event-window';
import type { KithEvent } from '../../db/types';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Sheet } from '../../ui/sheet';
import { say } from '../../ui/toast';
import { failureWords } from '../failure-words';
import { doneOrLater } from '../when-sent';
import styles from './ending.module.css';

async function attempt(task: Promise<void>, done: string, undo: (() => void) | null = null): Promise<void> {
  try {
    await task;
    say(doneOrLater(done), undo);
  } catch (error) {
    say(failureWords(error));
  }
}

const reopen = (event: KithEvent): void => void attempt(reopenEvent(event.id), t('ending.reopened'));
const close = (event: KithEvent): void =>
  void attempt(closeEvent(event.id), t('ending.closed'), () => reopen(event));

async function remove(event: KithEvent): Promise<void> {
  navigate('/events', { replace: true });
  await attempt(deleteEvent(event.id), t('ending.deleted'));
}

/** The same name, however its accents were typed. */
export function isItsName(typed: string, name: string): boolean {
  return tidy(typed).toLocaleLowerCase() === tidy(name).toLocaleLowerCase();
}

function DeleteSheet({ event, onClose }: { event: KithEvent; onClose: () => void }): JSX.Element {
  const [typed, setTyped] = useState('');
  return (
    <Sheet title={t('ending.deleteTitle')} onClose={onClose}>
      <p>{t('ending.deleteText')}</p>
      <p>
        <bdi class={styles.name}>{event.name}</bdi>
      </p>
      <TextField label={t('ending.typeName')} value={typed} onInput={setTyped} autoFocus />
      <div class={styles.actions}>
        <Button look="danger" disabled={!isItsName(typed, event.name)} onClick={() => void remove(event)}>
          {t('ending.delete')}
        </Button>
        <Button onClick={onClose}>{t('ending.keep')}</Button>
      </div>
    </Sheet>
  );
}

/** Whether its own times would still let people in. */
export function mayReopen(event: KithEvent): boolean {
  return Date.parse(event.ends_at) + EVENT_MARGIN_MS > now.value;
}

function Closing({ event }: { event: KithEvent }): JSX.Element | null {
  if (event.closed_at === null) {
    if (Date.parse(event.closes_at) <= now.value) return null;
    return (
      <>
        <p class={styles.text}>{t('ending.closeText')}</p>
        <Button onClick={() => close(event)}>{t('ending.close')}</Button>
      </>
    );
  }
  return (
    <>
      <p class={styles.text}>
        {t('ending.closedSince', { when: dateTimeText(event.closed_at, event.zone) })}{' '}
        {mayReopen(event) ? '' : t('ending.laterEnd')}
      </p>
      {mayReopen(event) && <Button onClick={() => reopen(event)}>{t('ending.reopen')}</Button>}
    </>
  );
}

export function Ending({ event }: { event: KithEvent }): JSX.Element | null {
  const [deleting, setDeleting] = useState(false);
  if (event.role !== 'owner') return null;
  return (
    <section class={styles.section} aria-labelledby="ending">
      <h2 id="ending">{t('ending.title')}</h2>
      <Closing event={event} />
      <Button look="danger" icon="trash" onClick={() => setDeleting(true)}>
        {t('ending.deleteOpen')}
      </Button>
      {deleting && <DeleteSheet event={event} onClose={() => setDeleting(false)} />}
    </section>
  );
}
