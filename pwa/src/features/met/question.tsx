/** The question to ask first, large; what they would say is one tap away. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import type { Meeting } from '../../commands/meeting-of';
import { Button } from '../../ui/button';
import styles from './question.module.css';

export function Question({ meeting, name }: { meeting: Meeting; name: string }): JSX.Element {
  const [open, setOpen] = useState(false);
  const answer = meeting.theirAnswer;
  return (
    <section class={styles.question}>
      <p class={styles.eyebrow}>
        {answer === null ? t('met.askThis', { name }) : t('met.askFirst', { name })}
      </p>
      <h2 class={styles.hero} dir="auto">
        {meeting.question.text}
      </h2>
      {answer !== null && (
        <Button look="secondary" icon={open ? 'up' : 'down'} expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('met.hideAnswer') : t('met.seeAnswer', { name })}
        </Button>
      )}
      {answer !== null && open && (
        <blockquote class={styles.answer} dir="auto">
          {answer}
        </blockquote>
      )}
    </section>
  );
}
