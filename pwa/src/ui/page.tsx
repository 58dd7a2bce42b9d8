/** A screen's frame: its title (also the tab's), a way back, and the sync state. */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../app/i18n';
import { goBack } from '../app/router';
import { IconButton } from './button';
import styles from './page.module.css';
import { StatusChip } from './status-chip';

/** Longer titles are set smaller, so that they stay titles. */
const LONG_TITLE = 22;

interface PageProps {
  readonly title: string;
  /** What the tab says, where it must say less than the page. Never a jot. */
  readonly tabTitle?: string;
  readonly back?: string;
  readonly eyebrow?: ComponentChildren;
  readonly wide?: boolean;
  /** A smaller title, where something else is the hero. */
  readonly compact?: boolean;
  readonly children: ComponentChildren;
}

/** A new screen starts at its top, with the focus on its title unless something took it. */
export function useScreenTitle(tabTitle: string): { current: HTMLHeadingElement | null } {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${tabTitle} · ${t('app.name')}`;
  }, [tabTitle]);
  useEffect(() => {
    const active = document.activeElement;
    if (active === null || active === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}

export function Page(props: PageProps): JSX.Element {
  const heading = useScreenTitle(props.tabTitle ?? props.title);
  const { back } = props;
  return (
    <div
      class={`${styles.page} ${props.wide ? styles.wide : ''} ${props.compact ? styles.compact : ''} ${props.title.length > LONG_TITLE ? styles.long : ''}`}
    >
      <header class={back === undefined ? styles.header : styles.headerBack}>
        {back !== undefined && (
          <div class={styles.back}>
            <IconButton icon="back" label={t('common.back')} onClick={() => goBack(back)} />
          </div>
        )}
        <div class={styles.title}>
          {props.eyebrow && <p class={styles.eyebrow}>{props.eyebrow}</p>}
          <h1 ref={heading} tabIndex={-1} dir="auto">
            {props.title}
          </h1>
        </div>
        <div class={styles.end}>
          <StatusChip />
        </div>
      </header>
      {props.children}
    </div>
  );
}
