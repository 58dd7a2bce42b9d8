/** The facts a new account database begins with. */
import { secret, uuid7 } from './ids';
import type { Meta } from './schema';

const FRESH = {
  cursor: null,
  epoch: null,
  reset_seen: null,
  provisional: false,
};

/** An account that this phone makes up; the server hears of it with the first sync. */
export function localMeta(name: string): Meta {
  return { ...FRESH, name, device_id: uuid7(), local: true, device_secret: secret() };
}

/** An account that the server has already let in. */
export function signedInMeta(name: string): Meta {
  return { ...FRESH, name, device_id: uuid7(), local: false, device_secret: null };
}
