/** What both phones show for a pair: one colour and one small woven pattern. */
import type { JSX } from 'preact';
import { type MessageKey, t } from '../app/i18n';
import styles from './pair-mark.module.css';

const CELL = 8;

/** A stitch for each cell that is on, a pinhole for each that is off. */
function Cells({ pattern, side }: { pattern: readonly number[]; side: number }): JSX.Element {
  return (
    <>
      {pattern.map((on, index) => {
        const x = (index % side) * CELL;
        const y = Math.floor(index / side) * CELL;
        if (on === 0)
          return <circle key={index} class={styles.hole} cx={x + CELL / 2} cy={y + CELL / 2} r="1" />;
        return (
          <rect key={index} class={styles.stitch} x={x + 0.4} y={y + 0.4} width="7.2" height="7.2" rx="2" />
        );
      })}
    </>
  );
}

export function pairColourName(colour: number): string {
  return t(`pair.colour${colour % 12}` as MessageKey);
}

/** The colour's name is written out too, for eyes that tell colours apart less well. */
export function PairMark(props: {
  readonly colour: number;
  readonly pattern: readonly number[];
  readonly size?: number;
}): JSX.Element {
  const { size = 64 } = props;
  const cells = Math.round(Math.sqrt(props.pattern.length)) || 1;
  const side = cells * CELL;
  return (
    <svg
      class={`${styles.mark} ${styles[`colour${props.colour % 12}`]}`}
      width={size}
      height={size}
      viewBox={`-6 -6 ${side + 12} ${side + 12}`}
      role="img"
      aria-label={t('pair.label', { colour: pairColourName(props.colour) })}
    >
      <rect class={styles.ground} x="-6" y="-6" width={side + 12} height={side + 12} />
      <Cells pattern={props.pattern} side={cells} />
    </svg>
  );
}
