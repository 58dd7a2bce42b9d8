/** The question that a pair was given, and what they say to it; each screen sets it in its own size. */
import type { JSX } from 'preact';
import type { LocalEncounter } from '../../db/types';
import { useMeeting } from '../use-meeting';

interface AskedProps {
  readonly encounter: LocalEncounter;
  readonly looks: Readonly<Record<string, string>>;
}

export function Asked({ encounter, looks }: AskedProps): JSX.Element | null {
  const meeting = useMeeting(encounter);
  if (meeting === null) return null;
  return (
    <div class={looks.question}>
      <p class={looks.asked} dir="auto">
        {meeting.question.text}
      </p>
      {meeting.theirAnswer !== null && (
        <blockquote class={looks.answer} dir="auto">
          {meeting.theirAnswer}
        </blockquote>
      )}
    </div>
  );
}
