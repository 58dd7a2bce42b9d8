/** A titled part of the Me screen on its own sheet of paper. */
import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import styles from './section.module.css';

interface SectionProps {
  readonly title: string;
  readonly text?: string;
  readonly children: ComponentChildren;
}

export function Section({ title, text, children }: SectionProps): JSX.Element {
  const id = useId();
  return (
    <section class={styles.section} aria-labelledby={id}>
      <div>
        <h2 id={id}>{title}</h2>
        {text && <p class={styles.text}>{text}</p>}
      </div>
      <div class={styles.paper}>{children}</div>
    </section>
  );
}
