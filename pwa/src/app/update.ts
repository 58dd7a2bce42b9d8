/** Registers the service worker; a new version waits until the person, or a good moment, lets it in. */
import { updateWaiting } from '../db/signals';
import { keepOfflineCopy, STORE_SCANNER } from './offline-copy';
import { SERVICE_WORKER, scriptUrl } from './trusted-types';

const CHECK_EVERY_MS = 3_600_000;
/** A newer version that is not here in this time is not waited for. */
const FETCH_PATIENCE_MS = 20_000;

let watched: ServiceWorkerRegistration | null = null;
let waiting: ServiceWorker | null = null;
let applying = false;

/** It may take over at a start without a network: its scanner has to be here by then. */
function storeAhead(): void {
  waiting?.postMessage(STORE_SCANNER);
}

function offer(worker: ServiceWorker | null, registration: ServiceWorkerRegistration): void {
  // Where nothing is active yet this is the first visit, not an update.
  if (worker === null || registration.active === null) return;
  waiting = worker;
  updateWaiting.value = true;
  storeAhead();
}

function follow(registration: ServiceWorkerRegistration): void {
  const coming = registration.installing;
  coming?.addEventListener('statechange', () => {
    if (coming.state === 'installed') offer(coming, registration);
  });
}

async function register(): Promise<ServiceWorkerRegistration> {
  const registration = await navigator.serviceWorker.register(scriptUrl(SERVICE_WORKER));
  if (registration === watched) return registration;
  watched = registration;
  offer(registration.waiting, registration);
  follow(registration);
  registration.addEventListener('updatefound', () => follow(registration));
  return registration;
}

async function look(): Promise<void> {
  await watched?.update().catch(() => undefined);
}

/** Called once, after the first screen is drawn. Without service workers all works, but a start without a network. */
export function registerServiceWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (applying) location.reload();
  });
  addEventListener('online', storeAhead);
  setInterval(() => void look(), CHECK_EVERY_MS);
  keepOfflineCopy(register);
}

/** Lets the waiting version in and reloads. Not while scanning or typing: the caller sees to that. */
export function applyUpdate(): void {
  // Another tab may have let it in already: then a reload is all there is to do.
  if (waiting?.state !== 'installed') {
    location.reload();
    return;
  }
  applying = true;
  waiting.postMessage('SKIP_WAITING');
}

/** Resolves when it is installed, or never will be. */
function settled(worker: ServiceWorker | null): Promise<void> {
  return new Promise((resolve) => {
    if (worker?.state !== 'installing') resolve();
    worker?.addEventListener('statechange', () => resolve());
    setTimeout(resolve, FETCH_PATIENCE_MS);
  });
}

/** The server asks for a newer version: it is fetched and let in. A mere reload would start the old one again. */
export async function updateNow(): Promise<void> {
  await look();
  await settled(watched?.installing ?? null);
  waiting = watched?.waiting ?? waiting;
  applyUpdate();
}
