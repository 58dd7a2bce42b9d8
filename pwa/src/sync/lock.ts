/** One tab at a time talks to the server for this phone. */
import { LOCK_PATIENCE } from './timing';

const NAME = 'kith-outbox-flush';

/**
 * Holds the lock around the work itself. Without locks, or when another tab
 * sleeps while it holds it, the work is done all the same: the server sorts out doubles.
 */
export async function alone<T>(work: () => Promise<T>): Promise<T> {
  if (typeof navigator === 'undefined' || !navigator.locks) return work();
  const patience = AbortSignal.timeout(LOCK_PATIENCE);
  let began = false;
  try {
    return await navigator.locks.request(NAME, { signal: patience }, () => {
      began = true;
      return work();
    });
  } catch (error) {
    if (began || !patience.aborted) throw error;
    return work();
  }
}
