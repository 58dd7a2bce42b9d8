/** A sheet: a modal dialog that comes from below. Escape, the back gesture and its button close it. */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../app/i18n';
import { IconButton } from './button';
import styles from './sheet.module.css';

interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly hideTitle?: boolean;
}

/** How many sheets are open: an update or a self-opening screen waits while there is one. */
export const openSheets = { count: 0 };

/** Where dialogs do not hear the back gesture themselves, one history entry stands for the sheet. */
function useBackGesture(onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    if ('CloseWatcher' in window) return undefined;
    let gone = false;
    history.pushState('sheet', '');
    const onPop = (): void => {
      gone = true;
      close.current();
    };
    addEventListener('popstate', onPop);
    return () => {
      removeEventListener('popstate', onPop);
      if (!gone && history.state === 'sheet') history.back();
    };
  }, []);
}

export function Sheet(props: SheetProps): JSX.Element {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useBackGesture(props.onClose);
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (element !== null && !element.open) element.showModal();
    (element?.querySelector<HTMLElement>('[data-focus]') ?? heading.current)?.focus({ preventScroll: true });
    openSheets.count += 1;
    return () => {
      openSheets.count -= 1;
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the sheet closes it; Escape does for keyboards
    <dialog
      ref={dialog}
      class={styles.sheet}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) props.onClose();
      }}
    >
      <div class={styles.inside}>
        <div class={styles.head}>
          <h2 ref={heading} id={id} tabIndex={-1} class={props.hideTitle ? 'hidden-words' : undefined}>
            {props.title}
          </h2>
          <IconButton icon="close" label={t('common.close')} onClick={props.onClose} />
        </div>
        {props.children}
      </div>
    </dialog>
  );
}
