/** A phone for tests: its database lives on while tabs come and go, and its network misbehaves as told. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import { makeLiveCode } from '../card/make-live-code';
import type { EventPreview } from '../db/types';
import type { ModelServer } from './model-server';
import { EVENT_ID, ORIGIN } from './model-world';

export type Fault = 'none' | 'cut-before' | 'cut-after' | 'twice' | 'late' | 'portal' | 'broken' | 'half';

export const PREVIEW: EventPreview = {
  id: EVENT_ID,
  number: 7,
  name: 'Harbour meet-up',
  zone: 'Europe/Madrid',
  starts_at: '2026-11-22T09:00:00.000Z',
  ends_at: '2026-11-22T18:00:00.000Z',
  opens_at: '2026-11-21T09:00:00.000Z',
  closes_at: '2026-11-23T18:00:00.000Z',
  join_opens_at: null,
  join_closes_at: null,
  code_zero_at: '2026-11-21T09:00:00.000Z',
  closed_at: null,
  version: 1,
  prompts: [{ index: 1, text: 'What do you keep alive?', retired: false }],
};

/** The server did everything, but its answer names only the first half. */
async function halved(response: Response): Promise<Response> {
  const body: { results?: readonly unknown[] } = await response.json();
  const results = body.results?.slice(0, Math.ceil(body.results.length / 2));
  return Response.json(results === undefined ? body : { ...body, results }, { status: response.status });
}

const page = (body: string, type: string): Response =>
  new Response(body, { headers: { 'Content-Type': type } });

async function answer(
  deliver: () => Promise<Response>,
  fault: Fault,
  late: (() => Promise<unknown>)[],
): Promise<Response> {
  if (fault === 'late') late.push(deliver);
  if (fault === 'late' || fault === 'cut-before') throw new TypeError('network');
  if (fault === 'portal') return page('<html>Welcome</html>', 'text/html');
  const response = await deliver();
  if (fault === 'twice') return deliver();
  if (fault === 'half') return halved(response);
  if (fault === 'cut-after') throw new TypeError('network');
  return fault === 'broken' ? page('{"results":[', 'application/json') : response;
}

/** Puts a fresh phone in place of this process's globals. `faults` are used up, one for each request. */
export function putPhone(server: ModelServer, faults: Fault[] = []) {
  const late: (() => Promise<unknown>)[] = [];
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('location', { origin: ORIGIN });
  // A test of a screen has a real one.
  if (typeof document === 'undefined') {
    vi.stubGlobal('document', { documentElement: { lang: 'en' }, visibilityState: 'visible' });
  }
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    for (const delayed of late.splice(0)) await delayed();
    return answer(() => server.handle(url, init), faults.shift() ?? 'none', late);
  });
  return { late, faults };
}

/** A tab: the app's modules, loaded anew. What it says to other tabs may arrive late or never. */
export async function openTab() {
  vi.resetModules();
  const [signals, session, shared, refresh, engine, joining, scanning, jotting, answering] =
    await Promise.all([
      import('../db/signals'),
      import('../db/session'),
      import('../db/shared'),
      import('../db/refresh'),
      import('../sync/engine'),
      import('../commands/join-event'),
      import('../commands/record-scan'),
      import('../commands/jot'),
      import('../commands/answer-encounter'),
    ]);
  const known = await shared.currentAccountId();
  if (known !== null) session.openSession(known);
  await refresh.refresh();
  const close = (): void => {
    session.closeSession();
    shared.closeShared();
  };
  return {
    ...engine,
    ...joining,
    ...scanning,
    ...jotting,
    ...answering,
    ...refresh,
    signals,
    session,
    close,
  };
}

export type Tab = Awaited<ReturnType<typeof openTab>>;

export function joinAs(tab: Tab, name: string): Promise<string> {
  const card = { name, pronouns: '', boundary: '', answers: [{ prompt: 1, text: 'sourdough' }] };
  return tab.joinEvent({ ...card, preview: PREVIEW, invitation: 'AB3DEF9H', organiserList: false });
}

/** What the phone of somebody else at the event shows. */
export async function codeOf(name: string, number = PREVIEW.number): Promise<string> {
  const cardId = Array.from({ length: 16 }, (_, at) =>
    (name.charCodeAt(at % name.length) % 16).toString(16),
  ).join('');
  const words = { pronouns: '', boundary: '', answers: [], truncated: false };
  const card = { eventNumber: number, cardId, revision: 1, name, ...words };
  const made = await makeLiveCode(ORIGIN, card, 'A'.repeat(43), 5);
  return made.prefix + made.payload;
}

/** A busy machine is no failure. */
export function until(look: () => void): Promise<void> {
  return vi.waitFor(look, { timeout: 20_000 });
}

/** The phone has no room left for what belongs into this store. Returns how to make some. */
export function fillUp(store: string): () => void {
  const { put } = IDBObjectStore.prototype;
  const full = vi.spyOn(IDBObjectStore.prototype, 'put');
  full.mockImplementation(function (this: IDBObjectStore, ...row) {
    if (this.name === store) throw new DOMException('no room', 'QuotaExceededError');
    return put.apply(this, row);
  });
  return () => full.mockRestore();
}
