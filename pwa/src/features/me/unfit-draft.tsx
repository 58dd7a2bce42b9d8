/** Words that never became a note, for they are too many: whom they are about, and the way there. */
import type { JSX } from 'preact';
import { t } from '../../app/i18n';
import { navigate } from '../../app/router';
import { LIMITS } from '../../commands/limits';
import { encounterById } from '../../db/signals';
import type { Draft } from '../../db/types';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { nameOf } from '../encounter-words';
import { copyAndSay } from './copy-and-say';
import styles from './problem-list.module.css';

export function UnfitDraft({ draft }: { draft: Draft }): JSX.Element {
  const encounter = encounterById(draft.encounter_id);
  const name = encounter === null ? t('met.someone') : nameOf(encounter);
  const text = draft.text || draft.offer;
  return (
    <li>
      <Notice
        icon="warning"
        look="amber"
        title={t('problems.draft', { name })}
        actions={
          <>
            <Button onClick={() => navigate(`/people/${draft.encounter_id}`)}>{t('problems.fix')}</Button>
            <Button onClick={() => void copyAndSay(text)}>{t('problems.copy')}</Button>
          </>
        }
      >
        <p>{t('problems.draftText', { count: LIMITS.note })}</p>
        <p class={styles.words} dir="auto">
          {text.length > LIMITS.note ? `${text.slice(0, LIMITS.note)}…` : text}
        </p>
      </Notice>
    </li>
  );
}
