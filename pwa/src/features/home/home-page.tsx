/** Home: my own code at the event; without an event, how to come to one. */
import type { JSX } from 'preact';
import { currentAttendee, currentEvent } from '../../app/current-event';
import { account, loaded } from '../../db/signals';
import { Skeleton } from '../../ui/skeleton';
import { CodeHome } from './code-home';
import { FirstPage } from './first-page';
import { NoEvent } from './no-event';

export function HomePage(): JSX.Element {
  if (!loaded.value) return <Skeleton />;
  if (account.value === null) return <FirstPage />;
  const event = currentEvent.value;
  const attendee = currentAttendee.value;
  if (event === null || attendee === null) return <NoEvent />;
  return <CodeHome key={event.id} event={event} attendee={attendee} />;
}
