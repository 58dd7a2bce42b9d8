/** The scanner's files: stored once, and the old ones kept until the new ones are all here. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { scannerCache } from './scanner-cache';

const HOST = 'https://kith.example';
let stored: Map<string, Response>;
let asked: string[];
let reachable: boolean;

const pathOf = (what: string | Request): string =>
  typeof what === 'string' ? what : new URL(what.url).pathname;

beforeEach(() => {
  stored = new Map();
  asked = [];
  reachable = true;
  const cache = {
    match: async (what: string | Request) => stored.get(pathOf(what)),
    put: async (path: string, response: Response) => void stored.set(path, response),
    keys: async () => [...stored.keys()].map((path) => new Request(HOST + path)),
    delete: async (what: string | Request) => stored.delete(pathOf(what)),
  };
  vi.stubGlobal('caches', { open: async () => cache });
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    if (!reachable) throw new TypeError('no network');
    return new Response(path);
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test('an old scanner goes only once the new one is all here', async () => {
  await scannerCache(['/scan-1.js', '/same.wasm']).fill();
  const next = scannerCache(['/scan-2.js', '/same.wasm']);
  reachable = false;
  await expect(next.fill()).rejects.toThrow();
  await next.forgetOld();
  expect([...stored.keys()]).toEqual(['/scan-1.js', '/same.wasm']);
  reachable = true;
  await next.fill();
  await next.forgetOld();
  expect([...stored.keys()]).toEqual(['/same.wasm', '/scan-2.js']);
});

test('whoever asks twice at a time fetches once', async () => {
  const cache = scannerCache(['/scan-1.js']);
  await Promise.all([cache.fill(), cache.fill()]);
  await cache.fill();
  expect(asked).toEqual(['/scan-1.js']);
});
