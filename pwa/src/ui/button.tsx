/** Buttons and links that look like them. */
import type { ComponentChildren, JSX } from 'preact';
import styles from './button.module.css';
import { Icon, type IconName } from './icon';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';

interface Shared {
  readonly look?: Look;
  readonly icon?: IconName;
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}

interface ButtonProps extends Shared {
  readonly onClick?: () => void;
  readonly type?: 'button' | 'submit';
  readonly disabled?: boolean;
  readonly busy?: boolean;
  readonly id?: string;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
}

function classFor(look: Look, wide: boolean): string {
  return [styles.button, styles[look], wide ? styles.wide : ''].join(' ');
}

export function Button(props: ButtonProps): JSX.Element {
  const { look = 'secondary', wide = false, type = 'button', busy = false } = props;
  return (
    <button
      id={props.id}
      type={type}
      class={classFor(look, wide)}
      onClick={busy ? undefined : props.onClick}
      disabled={props.disabled}
      aria-disabled={busy ? 'true' : undefined}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
    >
      {props.icon && <Icon name={props.icon} size={20} />}
      <span>{props.children}</span>
    </button>
  );
}

interface LinkProps extends Shared {
  readonly href: string;
  /** A file to keep, under the name that the server gives it. */
  readonly download?: boolean;
}

export function LinkButton(props: LinkProps): JSX.Element {
  const { look = 'secondary', wide = false } = props;
  return (
    <a href={props.href} class={classFor(look, wide)} download={props.download}>
      {props.icon && <Icon name={props.icon} size={20} />}
      <span>{props.children}</span>
    </a>
  );
}

interface IconButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
}

export function IconButton(props: IconButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class={styles.icon}
      aria-label={props.label}
      title={props.label}
      aria-pressed={props.pressed}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}
