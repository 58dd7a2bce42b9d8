/** The pair's colour and pattern across the top: both phones show the same. */
import type { ComponentChildren, JSX } from 'preact';
import { t } from '../../app/i18n';
import type { Meeting } from '../../commands/meeting-of';
import { PairMark, pairColourName } from '../../ui/pair-mark';
import styles from './meeting-band.module.css';

interface BandProps {
  readonly meeting: Meeting | null;
  readonly name: string;
  readonly pronouns: string;
  readonly title: ComponentChildren;
  readonly proof: boolean;
}

export function MeetingBand(props: BandProps): JSX.Element {
  const { meeting } = props;
  const tint = meeting === null ? styles.plain : styles[`colour${meeting.colour % 12}`];
  return (
    <div class={`${styles.band} ${tint}`}>
      <div class={styles.inside}>
        {meeting !== null && <PairMark colour={meeting.colour} pattern={meeting.pattern} size={84} />}
        <div class={styles.words}>
          {props.title}
          {props.pronouns !== '' && (
            <p class={styles.pronouns}>
              <bdi>{props.pronouns}</bdi>
            </p>
          )}
          {meeting !== null && props.proof && (
            <p class={styles.proof}>
              {t('met.proof', { name: props.name, colour: pairColourName(meeting.colour) })}
            </p>
          )}
        </div>
      </div>
    </div>
  );
}
