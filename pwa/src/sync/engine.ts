/** One round with the server: send what is unsent, then ask what changed. */

import { type Session, session } from '../db/session';
import { currentAccountId } from '../db/shared';
import { network, watching } from '../db/signals';
import { changed } from '../db/tabs';
import { type Flushed, type FlushPorts, flush } from './flush';
import { alone } from './lock';
import { pull } from './pull';
import { type Answer, transport } from './transport';

export type Round =
  | { readonly kind: 'fine'; readonly pollAfterMs: number }
  /** Worth trying again by itself. */
  | { readonly kind: 'again'; readonly notBeforeMs: number }
  /** Nothing helps but the person, or another account. */
  | { readonly kind: 'rest' };

/** The server says that this phone is not signed in, or that its account is somebody else's. */
const NEEDS_SIGN_IN: ReadonlySet<number> = new Set([401, 409]);

function ports(open: Session): FlushPorts & { readonly watching: () => boolean } {
  return {
    accountId: open.accountId,
    db: open.db,
    call: (request) => transport({ ...request, account: open.accountId }),
    now: Date.now,
    watching: () => watching.value,
    stillMine: async () => session() === open && (await currentAccountId()) === open.accountId,
    onChange: changed,
  };
}

function afterTrouble(answer: Exclude<Answer<never>, { kind: 'ok' }>): Round {
  if (answer.kind === 'unreachable') {
    network.value = 'unreachable';
    return { kind: 'again', notBeforeMs: 0 };
  }
  if (NEEDS_SIGN_IN.has(answer.status)) {
    network.value = 'sign-in';
    return { kind: 'rest' };
  }
  if (answer.status === 426) return needsUpdate();
  network.value = 'unreachable';
  return { kind: 'again', notBeforeMs: answer.retryAfterMs ?? 0 };
}

function needsUpdate(): Round {
  network.value = 'update';
  return { kind: 'rest' };
}

/** Null when it is worth going on. */
function afterFlush(flushed: Flushed): Round | null {
  if (flushed.kind === 'trouble') return afterTrouble(flushed.answer);
  if (flushed.kind === 'update') return needsUpdate();
  return flushed.kind === 'stopped' ? { kind: 'rest' } : null;
}

async function talk(open: Session, keepalive: boolean): Promise<Round> {
  const mine = ports(open);
  const flushed = await flush(mine, keepalive);
  const early = afterFlush(flushed);
  if (early !== null) return early;
  if (keepalive) return { kind: 'rest' };
  if (!(await mine.stillMine())) return { kind: 'rest' };
  const pulled = await pull(mine);
  if (pulled.kind === 'trouble') return afterTrouble(pulled.answer);
  if (pulled.kind === 'update') return needsUpdate();
  if (flushed.kind === 'held') return reached({ kind: 'again', notBeforeMs: 0 });
  // What was pulled may have named the event that some rows waited for.
  return afterFlush(await flush(mine)) ?? reached({ kind: 'fine', pollAfterMs: pulled.pollAfterMs });
}

function reached(result: Round): Round {
  network.value = 'fine';
  return result;
}

/** Rejects only when the phone's own database fails. */
export function round(keepalive = false): Promise<Round> {
  return alone(async () => {
    const open = session();
    return open === null ? { kind: 'rest' } : talk(open, keepalive);
  });
}
