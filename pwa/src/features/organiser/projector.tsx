/** The join code for a whole room: the full screen, readable from the last row. */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../app/i18n';
import { drawCode } from '../../card/render';
import type { KithEvent } from '../../db/types';
import { IconButton } from '../../ui/button';
import { Mark } from '../../ui/mark';
import { QrView } from '../../ui/qr-view';
import { useWakeLock } from '../code/use-wake-lock';
import { joinLink, spokenCode } from './event-page';
import styles from './projector.module.css';

interface ProjectorProps {
  readonly event: KithEvent;
  readonly code: string;
  readonly onClose: () => void;
}

function useFullScreen(onClose: () => void): { current: HTMLDialogElement | null } {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (element !== null && !element.open) element.showModal();
    void element?.requestFullscreen?.().catch(() => undefined);
    const onChange = (): void => {
      if (document.fullscreenElement === null) close.current();
    };
    element?.addEventListener('fullscreenchange', onChange);
    return () => {
      element?.removeEventListener('fullscreenchange', onChange);
      if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => undefined);
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return dialog;
}

export function Projector({ event, code, onClose }: ProjectorProps): JSX.Element {
  const dialog = useFullScreen(onClose);
  useWakeLock();
  return (
    <dialog
      ref={dialog}
      class={styles.screen}
      aria-label={t('event.projector')}
      onCancel={(cancelled) => {
        cancelled.preventDefault();
        onClose();
      }}
    >
      <div class={styles.close}>
        <IconButton icon="close" label={t('common.close')} onClick={onClose} />
      </div>
      <div class={styles.columns}>
        <div class={styles.words}>
          <p class={styles.brand}>
            <Mark size={40} />
            <span>{t('app.name')}</span>
          </p>
          <h2 dir="auto">{event.name}</h2>
          <p class={styles.how}>{t('event.projectorHow')}</p>
          <p class={styles.type}>
            <span>{t('event.projectorType', { host: location.host })}</span>
            <strong>{spokenCode(code)}</strong>
          </p>
          <p class={styles.private}>{t('event.projectorPrivate')}</p>
        </div>
        <div class={styles.qr}>
          <QrView drawing={drawCode(joinLink(code))} label={t('event.qrLabel', { event: event.name })} />
        </div>
      </div>
    </dialog>
  );
}
