/** An organiser changes, closes, opens again or deletes an event. */
import { InvalidInputError } from '../db/errors';
import type { Json, OpKind, WriteTx } from '../db/schema';
import type { Id, KithEvent } from '../db/types';
import { enqueue } from '../sync/outbox';
import { type EventChanges, overlaidEvent, type PromptChoice } from '../sync/overlay-event';
import { act, newOp } from './act';
import { accept, LIMITS } from './limits';

async function keep(tx: WriteTx, before: KithEvent, after: KithEvent | null): Promise<void> {
  const store = tx.objectStore('events');
  if (after !== null) await store.put(after);
  else await store.delete(before.id);
}

/** One write about an event that I organise, shown at once. */
function writeAboutEvent(eventId: Id, kind: OpKind, body: { readonly [key: string]: Json }): Promise<void> {
  const op = newOp(kind, eventId, eventId, body);
  return act(async (tx) => {
    const event = await tx.objectStore('events').get(eventId);
    if (event === undefined) return;
    const mine = (await tx.objectStore('attendees').getAll()).some((me) => me.event_id === eventId);
    await keep(tx, event, overlaidEvent(event, [op], mine));
    await enqueue(tx, op);
  });
}

/** Only what is given changes; nothing given is nothing to do. */
export async function changeEvent(eventId: Id, changes: EventChanges): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  const named = changes.name === undefined ? {} : { name: accept('eventName', changes.name) };
  await writeAboutEvent(eventId, 'event.change', { ...changes, ...named });
}

/** All that the event asks from now on, in order. */
export async function setPrompts(eventId: Id, prompts: readonly PromptChoice[]): Promise<void> {
  if (prompts.length === 0) throw new InvalidInputError('prompts', 'empty', LIMITS.prompts);
  if (prompts.length > LIMITS.prompts) throw new InvalidInputError('prompts', 'too-long', LIMITS.prompts);
  const accepted = prompts.map((one) =>
    'index' in one ? { index: one.index } : { text: accept('prompt', one.text) },
  );
  await writeAboutEvent(eventId, 'event.prompts', { prompts: accepted });
}

export const closeEvent = (eventId: Id): Promise<void> => writeAboutEvent(eventId, 'event.close', {});
export const reopenEvent = (eventId: Id): Promise<void> => writeAboutEvent(eventId, 'event.reopen', {});
export const deleteEvent = (eventId: Id): Promise<void> => writeAboutEvent(eventId, 'event.delete', {});
