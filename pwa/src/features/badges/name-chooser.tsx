/** Who is to have a badge: names to tick. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { Button } from '../../ui/button';
import { CheckLine, TextField } from '../../ui/field';
import { MOST_CHOSEN } from './links';
import styles from './name-chooser.module.css';
import type { Names } from './use-names';

interface NameChooserProps {
  readonly names: Names;
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function changed(chosen: ReadonlySet<string>, id: string, ticked: boolean): ReadonlySet<string> {
  const after = new Set(chosen);
  if (ticked) after.add(id);
  else after.delete(id);
  return after;
}

export function NameChooser({ names, chosen, onChange }: NameChooserProps): JSX.Element {
  const [filter, setFilter] = useState('');
  const full = chosen.size >= MOST_CHOSEN;
  const wanted = folded(filter.trim());
  const shown = names.badges.filter((badge) => folded(badge.name).includes(wanted));
  return (
    <div class={styles.chooser}>
      <TextField label={t('badges.filter')} value={filter} onInput={setFilter} />
      <p class={styles.count} role="status">
        {full ? t('badges.mostChosen') : t('badges.chosenCount', { count: chosen.size })}
      </p>
      <ul class={styles.names}>
        {shown.map((badge) => (
          <li key={badge.attendee_id}>
            <CheckLine
              label={<bdi>{badge.name}</bdi>}
              checked={chosen.has(badge.attendee_id)}
              onChange={(ticked) => {
                if (!(ticked && full)) onChange(changed(chosen, badge.attendee_id, ticked));
              }}
            />
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p class={styles.count}>{t('badges.noMatch')}</p>}
      {names.hasMore && <Button onClick={names.more}>{t('badges.more')}</Button>}
    </div>
  );
}
