/** Joining by a join code: an account if there is none, and my card at the event. */
import type { WriteTx } from '../db/schema';
import type { Attendee, CardFields, EventPreview, Id } from '../db/types';
import { enqueue } from '../sync/outbox';
import { actAs, newOp } from './act';
import { acceptCard, asBody } from './card-form';
import { newAttendee } from './new-attendee';

export interface JoinForm extends CardFields {
  readonly preview: EventPreview;
  /** The join code as it stood in the link. */
  readonly invitation: string;
  /** Ticked: the organiser's list may hold me. */
  readonly organiserList: boolean;
}

async function keepEvent(tx: WriteTx, preview: EventPreview): Promise<void> {
  const store = tx.objectStore('events');
  if ((await store.get(preview.id)) !== undefined) return;
  await store.put({ ...preview, role: null, join_code: null, joined: null });
}

export async function meAt(tx: WriteTx, eventId: Id): Promise<Attendee | null> {
  const all = await tx.objectStore('attendees').getAll();
  return all.find((attendee) => attendee.event_id === eventId) ?? null;
}

/** Resolves to my attendee id once it is safe on this phone. Joining twice only changes the card. */
export async function joinEvent(form: JoinForm): Promise<Id> {
  const card = acceptCard(form);
  const { preview, invitation, organiserList } = form;
  const joining = newAttendee(preview.id, invitation, card, organiserList);
  const change = newOp('card.write', preview.id, '', asBody(card));
  return actAs(card.name, async (tx) => {
    await keepEvent(tx, preview);
    const before = await meAt(tx, preview.id);
    if (before !== null && before.id !== joining.attendee.id) {
      await tx.objectStore('attendees').put({ ...before, ...card });
      await enqueue(tx, { ...change, entity_id: before.id });
      return before.id;
    }
    await tx.objectStore('attendees').put(joining.attendee);
    await enqueue(tx, joining.op);
    return joining.attendee.id;
  });
}
