/** The time that screens go by: corrected, and ticking only while somebody looks. */
import { computed, signal } from '@preact/signals';
import { shareClock, watchForJumps } from '../db/server-clock';
import { clockOffsetMs } from '../db/signals';

// biome-ignore lint/performance/noBarrelFile: screens have one place to ask; the landing page must do without signals
export { doorOf, type Phase, phaseOf } from './phase';

const TICK_MS = 10_000;

const phoneNow = signal(Date.now());

export const now = computed(() => phoneNow.value + clockOffsetMs.value);

/** `onJump` asks the server: this phone's clock was set, or it slept. */
export function startClock(onJump: () => void): void {
  const lookForJump = watchForJumps(onJump);
  shareClock();
  const tick = (): void => {
    if (document.visibilityState !== 'visible') return;
    phoneNow.value = Date.now();
    lookForJump();
  };
  setInterval(tick, TICK_MS);
  document.addEventListener('visibilitychange', tick);
}
