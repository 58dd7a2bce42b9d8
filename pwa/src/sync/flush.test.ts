/** Requests that the server refuses as a whole. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Op } from '../db/schema';
import { ModelServer } from '../testing/model-server';
import { NOW } from '../testing/model-world';
import { codeOf, joinAs, openTab, putPhone, type Tab } from '../testing/phone';
import { digestOf } from './digest';
import { MOST_BYTES } from './timing';

let server: ModelServer;
let tab: Tab;
let sizes: number[];

beforeEach(async () => {
  server = new ModelServer();
  putPhone(server);
  tab = await openTab();
  await joinAs(tab, 'Ada');
  await tab.round();
  sizes = [];
});

afterEach(() => {
  tab.close();
  vi.unstubAllGlobals();
});

function refuse(when: (ops: readonly { readonly body: object }[]) => number | null): void {
  const through = globalThis.fetch;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (init.method !== 'POST') return through(url, init);
    const text = String(init.body);
    sizes.push(new TextEncoder().encode(text).length);
    const status = when(JSON.parse(text).ops);
    if (status === null) return through(url, init);
    const problem = { type: '', title: 'No', status, code: `no_${status}`, detail: '' };
    const headers = { 'Content-Type': 'application/problem+json' };
    return new Response(JSON.stringify(problem), { status, headers });
  });
}

async function jots(count: number, words: (at: number) => string): Promise<void> {
  const met = await tab.recordScan(await codeOf('Bo'));
  const id = met.outcome === 'met' ? met.encounterId : '';
  for (let at = 0; at < count; at++) {
    await tab.saveDraft(id, { noteId: null, text: words(at), offer: '' });
    await tab.saveJot(id, null);
  }
}

test('too large: the half is tried until it goes', async () => {
  await jots(9, (at) => `note ${at}`);
  refuse((ops) => (ops.length > 3 ? 413 : null));
  expect((await tab.round()).kind).toBe('fine');
  expect(server.notes.size).toBe(9);
});

test('one write that cannot be read goes to its author; the others go on', async () => {
  await jots(6, (at) => (at === 3 ? 'poison' : `note ${at}`));
  refuse((ops) => (JSON.stringify(ops).includes('poison') ? 400 : null));
  expect((await tab.round()).kind).toBe('fine');
  expect(server.notes.size).toBe(5);
  expect(tab.signals.problems.value.map((row) => row.body.text)).toEqual(['poison']);
  expect(tab.signals.notes.value.map((note) => note.text)).toContain('poison');
  expect(tab.signals.syncStatus.value).toEqual({ state: 'attention', unsent: 0, reason: 'problems' });
});

test('a request stays small enough to outlive its page', async () => {
  await jots(120, (at) => `${at} ${'☕'.repeat(250)}`);
  refuse(() => null);
  await tab.round();
  expect(server.notes.size).toBe(120);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(MOST_BYTES);
  expect(sizes.length).toBeLessThan(12);
});

test.each([
  [401, 'rest', 'sign-in'],
  [426, 'rest', 'update'],
  [429, 'again', null],
  [503, 'again', null],
] as const)('%i keeps everything', async (status, kind, reason) => {
  await jots(1, () => 'bees');
  refuse(() => status);
  expect((await tab.round()).kind).toBe(kind);
  expect(tab.signals.syncStatus.value).toMatchObject({ unsent: 2, reason });
});

test('a result with another digest is not about our words', async () => {
  await jots(1, () => 'bees');
  const through = globalThis.fetch;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const response = await through(url, init);
    if (init.method !== 'POST') return response;
    const body: { results: { digest: string }[] } = await response.json();
    return Response.json({
      ...body,
      results: body.results.map((row) => ({ ...row, digest: '0'.repeat(64) })),
    });
  });
  expect((await tab.round()).kind).toBe('again');
  expect(tab.signals.unsent.value).toBe(2);
});

test('words about a scan that the server takes later wait with it, and nothing is refused', async () => {
  await jots(60, (at) => `bees ${at}`);
  const through = globalThis.fetch;
  let posts = 0;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (init.method !== 'POST') return through(url, init);
    posts += 1;
    const ops: readonly Op[] = JSON.parse(String(init.body)).ops;
    const results = await Promise.all(
      ops.map(async (op) => ({ op_id: op.op_id, digest: await digestOf(op), status: 'retry' })),
    );
    return Response.json({ results, api_version: 1, min_client: 1, server_time: NOW });
  });
  expect((await tab.round()).kind).toBe('again');
  expect(posts).toBe(1);
  expect(tab.signals.unsent.value).toBe(61);
  expect(tab.signals.problems.value).toEqual([]);
  vi.stubGlobal('fetch', through);
  expect((await tab.round()).kind).toBe('fine');
  expect(server.notes.size).toBe(60);
});
