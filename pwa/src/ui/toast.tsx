/** Short messages above the tab bar, with Undo where there is something to undo (ten seconds). */
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { t } from '../app/i18n';
import { Button, IconButton } from './button';
import styles from './toast.module.css';

interface Toast {
  readonly id: number;
  readonly words: string;
  readonly undo: (() => void) | null;
}

const TOAST_MS = 6_000;
export const UNDO_MS = 10_000;

const toasts = signal<readonly Toast[]>([]);
let counter = 0;

function drop(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

/** `undo` is offered for ten seconds; the newest two messages stay. */
export function say(words: string, undo: (() => void) | null = null): void {
  counter += 1;
  const id = counter;
  toasts.value = [...toasts.value.slice(-1), { id, words, undo }];
  setTimeout(() => drop(id), undo === null ? TOAST_MS : UNDO_MS);
}

export function Toasts(): JSX.Element {
  return (
    <div class={styles.region} role="status">
      {toasts.value.map((toast) => (
        <div key={toast.id} class={styles.toast}>
          <span class={styles.words}>{toast.words}</span>
          {toast.undo !== null && (
            <Button
              look="quiet"
              onClick={() => {
                toast.undo?.();
                drop(toast.id);
              }}
            >
              {t('common.undo')}
            </Button>
          )}
          <IconButton icon="close" label={t('common.dismiss')} onClick={() => drop(toast.id)} />
        </div>
      ))}
    </div>
  );
}
