/** The second stage of the offline copy: scanner code and wasm, whose names carry their content's hash. */

const NAME = 'kith-scanner';

export interface ScannerCache {
  holds(url: URL): boolean;
  answer(request: Request): Promise<Response>;
  /** Rejects while anything is still missing. */
  fill(): Promise<void>;
  forgetOld(): Promise<void>;
}

async function store(cache: Cache, path: string): Promise<void> {
  if (await cache.match(path)) return;
  const response = await fetch(path);
  if (!response.ok || response.redirected) throw new Error(`no ${path}`);
  await cache.put(path, response);
}

export function scannerCache(paths: readonly string[]): ScannerCache {
  const wanted = new Set(paths);
  return {
    holds: (url) => url.origin === location.origin && wanted.has(url.pathname),
    async answer(request) {
      const kept = await (await caches.open(NAME)).match(new URL(request.url).pathname);
      return kept ?? fetch(request);
    },
    async fill() {
      const cache = await caches.open(NAME);
      await Promise.all(paths.map((path) => store(cache, path)));
    },
    async forgetOld() {
      const cache = await caches.open(NAME);
      const kept = await cache.keys();
      const old = kept.filter((request) => !wanted.has(new URL(request.url).pathname));
      await Promise.all(old.map((request) => cache.delete(request)));
    },
  };
}
