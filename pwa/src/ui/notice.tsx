/** One quiet row that says what is, and offers what to do. */
import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icon';
import styles from './notice.module.css';

interface NoticeProps {
  readonly icon: IconName;
  readonly look?: 'plain' | 'teal' | 'amber';
  readonly title?: ComponentChildren;
  readonly children?: ComponentChildren;
  readonly actions?: ComponentChildren;
}

export function Notice(props: NoticeProps): JSX.Element {
  return (
    <div class={`${styles.notice} ${styles[props.look ?? 'plain']}`}>
      <Icon name={props.icon} size={22} />
      <div class={styles.words}>
        {props.title && <p class={styles.title}>{props.title}</p>}
        {props.children && <div class={styles.text}>{props.children}</div>}
        {props.actions && <div class={styles.actions}>{props.actions}</div>}
      </div>
    </div>
  );
}

/** An empty place teaches: a small drawing of a page, one sentence, one action. */
export function EmptyState(props: {
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly action?: ComponentChildren;
}): JSX.Element {
  return (
    <div class={styles.empty}>
      <svg width="96" height="72" viewBox="0 0 96 72" fill="none" aria-hidden="true">
        <path
          class={styles.emptyPage}
          d="M8 14c12-5 28-5 40 2v48c-12-7-28-7-40-2zM88 14c-12-5-28-5-40 2v48c12-7 28-7 40-2z"
        />
        <path
          class={styles.emptyRule}
          d="M16 26c8-2.5 17-2 25 1M16 36c8-2.5 17-2 25 1M16 46c8-2.5 17-2 25 1M80 26c-8-2.5-17-2-25 1M80 36c-8-2.5-17-2-25 1"
        />
      </svg>
      <h2>{props.title}</h2>
      {props.children && <p>{props.children}</p>}
      {props.action}
    </div>
  );
}
