/** Sees to it that this phone has the whole app stored, for starting without a network. */
import { computed, effect, untracked } from '@preact/signals';
import { account, appStored } from '../db/signals';

/** To the service worker: store the scanner too. */
export const STORE_SCANNER = 'STORE_SCANNER';
/** Until the next try, when not all could be stored. */
export const AGAIN_MS = 30_000;
/** The scanner is half a megabyte, and a hall's network slow. */
export const REPLY_PATIENCE_MS = 60_000;

export type Register = () => Promise<ServiceWorkerRegistration>;

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 10_000 });
    else setTimeout(resolve, 3_000);
  });
}

/** Rejects when it could not be installed: one missing file is enough. */
function activated(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (worker.state === 'activated') resolve();
      if (worker.state === 'redundant') reject(new Error('not installed'));
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

/** False while something is missing, or when there is no answer. */
function askToStore(worker: ServiceWorker): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event: MessageEvent<{ readonly ready: boolean }>) => resolve(event.data.ready);
    setTimeout(() => resolve(false), REPLY_PATIENCE_MS);
    worker.postMessage(STORE_SCANNER, [port2]);
  });
}

async function store(register: Register): Promise<boolean> {
  const registration = await register();
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  if (worker === null) return false;
  await activated(worker);
  await idle();
  return (await askToStore(worker)) && navigator.serviceWorker.controller !== null;
}

/** Tries until all is stored: again after a while, when the phone is looked at, when there is a network. */
export function keepOfflineCopy(register: Register): void {
  let trying = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  const attempt = async (): Promise<void> => {
    if (trying || appStored.value) return;
    trying = true;
    clearTimeout(again);
    appStored.value = await store(register).catch(() => false);
    trying = false;
    if (!appStored.value) again = setTimeout(() => void attempt(), AGAIN_MS);
  };
  addEventListener('online', () => void attempt());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void attempt();
  });
  const nobody = computed(() => account.value === null);
  // Whoever signs out clears all that the browser keeps for Kith, the service worker included.
  effect(() => {
    const left = nobody.value;
    untracked(() => {
      if (left) appStored.value = false;
      void attempt();
    });
  });
}
