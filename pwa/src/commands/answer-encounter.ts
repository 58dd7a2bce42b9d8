/** My side of an encounter: its label, "yes, we met", not now, and sharing my contact details. */
import type { Json, OpKind } from '../db/schema';
import type { Id } from '../db/types';
import { overlaidEncounter } from '../sync/overlay';
import { act, encounterIn, enqueueAbout, newOp } from './act';
import { accept } from './limits';

function answer(id: Id, kind: OpKind, body: { readonly [key: string]: Json } = {}): Promise<void> {
  const draft = newOp(kind, null, id, body);
  return act(async (tx) => {
    const encounter = await encounterIn(tx, id);
    const op = { ...draft, entity_id: encounter.id };
    await tx.objectStore('encounters').put(overlaidEncounter(encounter, [op]));
    await enqueueAbout(tx, encounter, op);
  });
}

/** What I call somebody whom the server could not match. */
export function labelEncounter(encounterId: Id, label: string): Promise<void> {
  return answer(encounterId, 'encounter.label', { label: accept('label', label) });
}

export function acceptEncounter(encounterId: Id): Promise<void> {
  return answer(encounterId, 'encounter.accept');
}

export function ignoreEncounter(encounterId: Id): Promise<void> {
  return answer(encounterId, 'encounter.ignore');
}

export function shareContactDetails(encounterId: Id): Promise<void> {
  return answer(encounterId, 'encounter.share');
}
