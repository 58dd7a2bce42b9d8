/** Tells this phone's other tabs what changed, so that all show the same. */
import { refresh } from './refresh';
import type { AccountStore } from './schema';
import { session } from './session';
import type { Id } from './types';

type News =
  | { readonly kind: 'changed'; readonly account: Id; readonly stores: readonly AccountStore[] }
  | { readonly kind: 'account' };

const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel('kith-db') : null;

/** After a write: the signals here, then those of the other tabs. */
export async function changed(stores: readonly AccountStore[]): Promise<void> {
  const open = session();
  if (open !== null) {
    channel?.postMessage({ kind: 'changed', account: open.accountId, stores } satisfies News);
  }
  await refresh(stores);
}

/** Somebody joined, came in or left. */
export function tellAccountChanged(): void {
  channel?.postMessage({ kind: 'account' } satisfies News);
}

/** `onAccount` runs when another tab changed whose phone this is. Returns how to stop listening. */
export function listenToTabs(onAccount: () => void): () => void {
  const hear = (event: MessageEvent<News>): void => {
    if (event.data.kind === 'account') onAccount();
    else if (event.data.account === session()?.accountId) void refresh(event.data.stores);
  };
  channel?.addEventListener('message', hear);
  return () => channel?.removeEventListener('message', hear);
}
