/** A QR code on pure white, whatever is around it; four quiet modules on each side, never inverted. */
import type { JSX } from 'preact';
import type { Drawing } from '../card/render';
import styles from './qr-view.module.css';

const QUIET = 4;

export function QrView(props: { readonly drawing: Drawing; readonly label: string }): JSX.Element {
  const { size, path } = props.drawing;
  const side = size + QUIET * 2;
  return (
    <svg
      class={styles.qr}
      viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
      role="img"
      aria-label={props.label}
      shape-rendering="crispEdges"
    >
      <rect class={styles.white} x={-QUIET} y={-QUIET} width={side} height={side} />
      <path class={styles.black} d={path} />
    </svg>
  );
}
