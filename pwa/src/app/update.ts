/** Registers the service worker; a new version waits until the person, or a good moment, lets it in. */
import { appStored, updateWaiting } from '../db/signals';
import { SERVICE_WORKER, scriptUrl } from './trusted-types';

const CHECK_EVERY_MS = 3_600_000;
let waiting: ServiceWorker | null = null;
let applying = false;

function offer(worker: ServiceWorker | null): void {
  // Without a controller this is the first visit, not an update.
  if (worker === null || navigator.serviceWorker.controller === null) return;
  waiting = worker;
  updateWaiting.value = true;
}

function watch(registration: ServiceWorkerRegistration): void {
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing;
    coming?.addEventListener('statechange', () => {
      if (coming.state === 'installed') offer(coming);
    });
  });
  setInterval(() => void registration.update().catch(() => undefined), CHECK_EVERY_MS);
}

/** Asks the service worker to store the scanner too; false while something is missing. */
async function storeScanner(): Promise<boolean> {
  const { active } = await navigator.serviceWorker.ready;
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event: MessageEvent<{ readonly ready: boolean }>) => resolve(event.data.ready);
    active?.postMessage('STORE_SCANNER', [port2]);
  });
}

async function storeWhenIdle(): Promise<void> {
  await new Promise<void>((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 10_000 });
    else setTimeout(resolve, 3_000);
  });
  appStored.value = await storeScanner();
}

/** Called once, after the first screen is drawn. */
export async function registerServiceWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (applying) location.reload();
  });
  addEventListener('online', () => {
    if (!appStored.value) void storeWhenIdle();
  });
  try {
    watch(await navigator.serviceWorker.register(scriptUrl(SERVICE_WORKER)));
    await storeWhenIdle();
  } catch {
    // No service worker: everything works, only not without a network at start.
  }
}

/** Lets the waiting version in and reloads. Not while scanning or typing: the caller sees to that. */
export function applyUpdate(): void {
  applying = true;
  waiting?.postMessage('SKIP_WAITING');
}
