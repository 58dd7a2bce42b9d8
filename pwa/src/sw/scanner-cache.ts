/** The second stage of the offline copy: scanner code and wasm, whose names carry their content's hash. */

const NAME = 'kith-scanner';

export interface ScannerCache {
  holds(url: URL): boolean;
  answer(request: Request): Promise<Response>;
  /** Rejects while anything is still missing. */
  fill(): Promise<void>;
  /** What earlier versions stored; nothing while any file of this one is missing. */
  forgetOld(): Promise<void>;
}

async function store(cache: Cache, path: string): Promise<void> {
  if (await cache.match(path)) return;
  const response = await fetch(path);
  if (!response.ok || response.redirected) throw new Error(`no ${path}`);
  await cache.put(path, response);
}

const pathOf = (request: Request): string => new URL(request.url).pathname;

export function scannerCache(paths: readonly string[]): ScannerCache {
  const wanted = new Set(paths);
  let filling: Promise<unknown> | null = null;
  const fill = async (): Promise<unknown> => {
    const cache = await caches.open(NAME);
    return Promise.all(paths.map((path) => store(cache, path)));
  };
  return {
    holds: (url) => url.origin === location.origin && wanted.has(url.pathname),
    async answer(request) {
      const kept = await (await caches.open(NAME)).match(pathOf(request));
      return kept ?? fetch(request);
    },
    async fill() {
      filling ??= fill().finally(() => {
        filling = null;
      });
      await filling;
    },
    async forgetOld() {
      const cache = await caches.open(NAME);
      const kept = await cache.keys();
      const held = new Set(kept.map(pathOf));
      if (paths.some((path) => !held.has(path))) return;
      const old = kept.filter((request) => !wanted.has(pathOf(request)));
      await Promise.all(old.map((request) => cache.delete(request)));
    },
  };
}
