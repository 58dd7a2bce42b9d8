/** Changing my own card at an event. */
import { MissingError } from '../db/errors';
import type { Json, OpKind } from '../db/schema';
import type { Attendee, CardFields, Id } from '../db/types';
import { enqueue } from '../sync/outbox';
import { act, newOp } from './act';
import { acceptFields, asBody } from './card-form';
import { meAt } from './join-event';

/** One write about me at an event; `change` shows it at once. */
export function writeAboutMe(
  eventId: Id,
  kind: OpKind,
  body: { readonly [key: string]: Json },
  change: (me: Attendee) => Attendee,
): Promise<void> {
  const op = newOp(kind, eventId, '', body);
  return act(async (tx) => {
    const me = await meAt(tx, eventId);
    if (me === null) throw new MissingError(`not at event ${eventId}`);
    await tx.objectStore('attendees').put(change(me));
    await enqueue(tx, { ...op, entity_id: me.id });
  });
}

/** Only the fields given change; `answers` is always the whole list. */
export function writeCard(eventId: Id, fields: Partial<CardFields>): Promise<void> {
  const accepted = acceptFields(fields);
  return writeAboutMe(eventId, 'card.write', asBody(accepted), (me) => ({ ...me, ...accepted }));
}
