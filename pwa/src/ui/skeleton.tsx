/** Grey lines where words will be; shown only when waiting takes longer than 300 ms. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../app/i18n';
import styles from './skeleton.module.css';

const PATIENCE_MS = 300;

export function Skeleton({ lines = 4 }: { lines?: number }): JSX.Element | null {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <div class={styles.skeleton}>
      <p class="hidden-words" role="status">
        {t('common.loading')}
      </p>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} class={styles.line} />
      ))}
    </div>
  );
}
