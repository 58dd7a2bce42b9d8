/** Where the app opens: my code while an event is open, else the events I prepare or the people I met. */
import { account, encounters, events } from '../db/signals';
import { now, phaseOf } from './clock';
import { currentEvent } from './current-event';
import { navigate, path } from './router';

export function coldStart(): void {
  if (path.value !== '/' || account.value === null) return;
  const event = currentEvent.value;
  const organises = events.value.some((one) => one.role !== null);
  const open = event !== null && phaseOf(event, now.value) === 'open';
  if (event === null && organises) navigate('/events', { replace: true });
  else if (!open && encounters.value.length > 0) navigate('/people', { replace: true });
}
