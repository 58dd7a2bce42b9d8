/** Kith's mark: the spine of a notebook and two pages that meet at it. */
import type { JSX } from 'preact';
import styles from './mark.module.css';

export function Mark({ size = 48 }: { size?: number }): JSX.Element {
  return (
    <svg class={styles.mark} width={size} height={size} viewBox="0 0 64 64" aria-hidden="true">
      <rect class={styles.ground} width="64" height="64" rx="14.5" />
      <path
        class={styles.near}
        d="M15.5 12H22v40h-6.5a2.5 2.5 0 0 1-2.5-2.5v-35a2.5 2.5 0 0 1 2.5-2.5zM25 32c0-11.5 7.75-20 22-20 2.5 0 4 1.5 4 4 0 10.5-9 16-26 16z"
      />
      <path class={styles.far} d="M25 32c0 11.5 7.75 20 22 20 2.5 0 4-1.5 4-4 0-10.5-9-16-26-16z" />
    </svg>
  );
}
