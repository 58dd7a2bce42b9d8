/** The service worker: keeps the shell on the phone, and the scanner once there is time. */
import { createHandlerBoundToURL, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { scannerCache } from './scanner-cache';
import { type Entry, splitManifest } from './split-manifest';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly Entry[] };

const { shell, scanner } = splitManifest(self.__WB_MANIFEST);
const later = scannerCache(scanner.map((entry) => entry.url));

precacheAndRoute([...shell]);

registerRoute(
  ({ url }) => later.holds(url),
  ({ request }) => later.answer(request),
);
// The landing for a live code has its own small page; everything else is the app.
registerRoute(new NavigationRoute(createHandlerBoundToURL('/s.html'), { allowlist: [/^\/s(?:$|\?)/] }));
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/api\//, /^\/s(?:$|\?)/] }),
);

/** Rejects while anything is missing, the shell included: a browser may have cleared what it kept. */
async function storeAll(): Promise<void> {
  await later.fill();
  if ((await matchPrecache('/index.html')) === undefined) throw new Error('no shell');
  // One that still waits leaves the scanner of the version in use alone.
  if (self.registration.waiting === null) await later.forgetOld();
}

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), later.forgetOld()]));
});

self.addEventListener('message', (event) => {
  if (event.data === 'SKIP_WAITING') event.waitUntil(self.skipWaiting());
  if (event.data !== 'STORE_SCANNER') return;
  const reply = (ready: boolean): void => event.ports[0]?.postMessage({ ready });
  event.waitUntil(
    storeAll().then(
      () => reply(true),
      () => reply(false),
    ),
  );
});
