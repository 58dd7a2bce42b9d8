/** When a round is due: after a write, on coming back, as often as the server likes, and later after trouble. */
import { effect } from '@preact/signals';
import { network, unsent, watching } from '../db/signals';
import { type Round, round } from './engine';
import { backOff, UNSENT_RETRY } from './timing';
import { onWake } from './wake';

let running: Promise<void> | null = null;
let again = false;
let failures = 0;
let notBefore = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

const visible = (): boolean => document.visibilityState === 'visible';

function schedule(delay: number): void {
  clearTimeout(timer);
  if (visible()) timer = setTimeout(() => void run(), delay);
}

function waitAfterTrouble(): number {
  const delay = backOff(failures, Math.random());
  const patient = unsent.value > 0 ? Math.min(delay, UNSENT_RETRY) : delay;
  return Math.max(patient, notBefore - performance.now());
}

function plan(result: Round): void {
  if (result.kind === 'rest') return;
  if (result.kind === 'fine') {
    failures = 0;
    notBefore = 0;
    schedule(unsent.value > 0 ? Math.min(result.pollAfterMs, UNSENT_RETRY) : result.pollAfterMs);
    return;
  }
  failures += 1;
  notBefore = performance.now() + result.notBeforeMs;
  schedule(waitAfterTrouble());
}

async function rounds(): Promise<void> {
  do {
    again = false;
    try {
      plan(await round());
    } catch {
      // The phone's own database: nothing is lost by asking again.
      plan({ kind: 'again', notBeforeMs: UNSENT_RETRY });
    }
  } while (again && failures === 0);
}

/** Joins a round that is under way, and makes sure that one begins after this call. */
function run(): Promise<void> {
  again = running !== null;
  running ??= rounds().finally(() => {
    running = null;
  });
  return running;
}

function trigger(): void {
  failures = 0;
  const wait = notBefore - performance.now();
  if (wait > 0) schedule(wait);
  else void run();
}

function onHidden(): void {
  clearTimeout(timer);
  if (unsent.value > 0) void round(true).catch(() => undefined);
}

/** The person asked: also before the server's own waiting time is over. */
export async function syncNow(): Promise<void> {
  failures = 0;
  notBefore = 0;
  await run();
}

/** Called once. */
export function startLoop(): void {
  onWake(trigger);
  for (const name of ['online', 'focus', 'pageshow'] as const) addEventListener(name, trigger);
  addEventListener('offline', () => {
    network.value = 'unreachable';
  });
  document.addEventListener('visibilitychange', () => (visible() ? trigger() : onHidden()));
  effect(() => {
    if (watching.value) queueMicrotask(trigger);
  });
  trigger();
}
