/** Three ways that need no camera permission: a photo, a code that is typed, my own code. */
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { t } from '../../app/i18n';
import { Icon } from '../../ui/icon';
import styles from './other-ways.module.css';

interface WaysProps {
  readonly onPhoto: (photo: File) => void;
  readonly onPaste: () => void;
}

export function OtherWays({ onPhoto, onPaste }: WaysProps): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class={styles.ways}>
      <button type="button" class={styles.way} onClick={() => input.current?.click()}>
        <Icon name="photo" />
        <span>{t('scan.photo')}</span>
      </button>
      <input
        ref={input}
        hidden
        type="file"
        accept="image/*"
        onChange={(event) => {
          const photo = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (photo !== undefined) onPhoto(photo);
        }}
      />
      <button type="button" class={styles.way} onClick={onPaste}>
        <Icon name="pencil" />
        <span>{t('scan.paste')}</span>
      </button>
      <a class={styles.way} href="/">
        <Icon name="code" />
        <span>{t('scan.myCode')}</span>
      </a>
    </div>
  );
}
