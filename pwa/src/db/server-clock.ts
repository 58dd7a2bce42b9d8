/** What time it is for the server: this phone's own clock may be years off. No framework; part of the first load. */

/** A small difference is the network's, not the clock's; `Date` headers know whole seconds only. */
const TOLERANCE_MS = 1_500;
const KEY = 'kith.clock';

let listener: (offsetMs: number) => void = () => undefined;

/** Kept for the next start, which may be without a network. */
function kept(): number {
  try {
    const offset = Number(localStorage.getItem(KEY));
    return Number.isFinite(offset) ? offset : 0;
  } catch {
    return 0;
  }
}

function keep(offsetMs: number): void {
  try {
    localStorage.setItem(KEY, String(offsetMs));
  } catch {
    // The next answer says it again.
  }
}

let offset = kept();

/** Server time minus this phone's time. */
export function clockOffset(): number {
  return offset;
}

/** There is one listener: the signal that the screens read. */
export function onClockOffset(run: (offsetMs: number) => void): void {
  listener = run;
}

function take(offsetMs: number): void {
  offset = offsetMs;
  listener(offsetMs);
}

/** An answer made at `serverMs` has come after `tookMs` on the way. */
export function hearServerTime(serverMs: number, tookMs: number, nowMs: number = Date.now()): void {
  if (!Number.isFinite(serverMs)) return;
  const heard = Math.round(serverMs - (nowMs - tookMs / 2));
  if (Math.abs(heard - offset) <= TOLERANCE_MS + tookMs / 2) return;
  keep(heard);
  take(heard);
}

/** Another tab has heard of the server's time. */
export function shareClock(): void {
  addEventListener('storage', (event) => {
    if (event.key === KEY) take(kept());
  });
}

/** Calls back when this phone's clock was set, or the phone slept: its difference to the server is then unknown. */
export function watchForJumps(onJump: () => void): () => void {
  const difference = (): number => Date.now() - performance.now();
  let before = difference();
  return () => {
    const now = difference();
    if (Math.abs(now - before) > TOLERANCE_MS) onJump();
    before = now;
  };
}
