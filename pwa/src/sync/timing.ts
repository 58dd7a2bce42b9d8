/** Every waiting time of the sync, in milliseconds. */

/** A conference network that swallows packets shall not hold a request longer. */
export const REQUEST_TIMEOUT = 8_000;
export const FIRST_RETRY = 1_000;
export const LONGEST_RETRY = 60_000;
/** While the app is in front and something is unsent. */
export const UNSENT_RETRY = 30_000;
export const SHORTEST_POLL = 1_000;
export const LONGEST_POLL = 60_000;
/** A tab that sleeps may hold the lock; the server sorts out what is then sent twice. */
export const LOCK_PATIENCE = 20_000;
/** Sent writes are kept so long, in case the server is restored from a backup. */
export const KEEP_SENT = 30 * 24 * 3_600_000;

export const MOST_OPS = 50;
/** Bytes of one request: browsers allow 64 kB to outlive their page. */
export const MOST_BYTES = 60_000;

/** Full jitter: anywhere between nothing and a bound that doubles; `random` is in [0, 1). */
export function backOff(failures: number, random: number): number {
  return random * Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** Math.max(0, failures - 1));
}
