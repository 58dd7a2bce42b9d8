/** What belongs to this phone rather than to one account: whose phone it is, and what anybody may read. */
import { Connection } from './connection';
import { SHARED_NAME, SHARED_VERSION, type SharedSchema, upgradeShared } from './schema';
import type { DeckPrompt, EventPreview, Id, NumberedEvent } from './types';

const shared = new Connection<SharedSchema>(SHARED_NAME, SHARED_VERSION, upgradeShared);

export function closeShared(): void {
  shared.close();
}

export function currentAccountId(): Promise<Id | null> {
  return shared.transact(['pointer'], 'readonly', async (tx) => {
    return (await tx.objectStore('pointer').get('account')) ?? null;
  });
}

export function setCurrentAccount(id: Id): Promise<void> {
  return shared.transact(['pointer'], 'readwrite', async (tx) => {
    await tx.objectStore('pointer').put(id, 'account');
  });
}

/** Leaves nothing that a next person at this phone could read. */
export function forgetCurrentAccount(serverKnows: boolean): Promise<void> {
  const stores = ['pointer', 'previews', 'numbered'] as const;
  return shared.transact(stores, 'readwrite', async (tx) => {
    await Promise.all(stores.map((name) => tx.objectStore(name).clear()));
    if (!serverKnows) await tx.objectStore('pointer').put('due', 'sign-out');
  });
}

/** True when somebody left this phone without the server hearing of it. */
export function signOutDue(): Promise<boolean> {
  return shared.transact(['pointer'], 'readonly', async (tx) => {
    return (await tx.objectStore('pointer').get('sign-out')) !== undefined;
  });
}

export function signOutDone(): Promise<void> {
  return shared.transact(['pointer'], 'readwrite', async (tx) => {
    await tx.objectStore('pointer').delete('sign-out');
  });
}

export function keptPreview(joinCode: string): Promise<EventPreview | null> {
  return shared.transact(['previews'], 'readonly', async (tx) => {
    return (await tx.objectStore('previews').get(joinCode)) ?? null;
  });
}

export function keepPreview(joinCode: string, preview: EventPreview): Promise<void> {
  return shared.transact(['previews'], 'readwrite', async (tx) => {
    await tx.objectStore('previews').put(preview, joinCode);
  });
}

export function keptNumbered(number: number): Promise<NumberedEvent | null> {
  return shared.transact(['numbered'], 'readonly', async (tx) => {
    return (await tx.objectStore('numbered').get(number)) ?? null;
  });
}

export function keepNumbered(event: NumberedEvent): Promise<void> {
  return shared.transact(['numbered'], 'readwrite', async (tx) => {
    await tx.objectStore('numbered').put(event);
  });
}

export function keptDeck(): Promise<readonly DeckPrompt[] | null> {
  return shared.transact(['deck'], 'readonly', async (tx) => {
    return (await tx.objectStore('deck').get('deck')) ?? null;
  });
}

export function keepDeck(deck: readonly DeckPrompt[]): Promise<void> {
  return shared.transact(['deck'], 'readwrite', async (tx) => {
    await tx.objectStore('deck').put(deck, 'deck');
  });
}
