/** What a phone asks: since when, and which events it knows. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ModelServer } from '../testing/model-server';
import { joinAs, openTab, PREVIEW, putPhone, type Tab } from '../testing/phone';

const DAY_MS = 86_400_000;
const LONGEST_ADDRESS = 8_000;

let server: ModelServer;
let tab: Tab;
let asked: string[];

beforeEach(async () => {
  server = new ModelServer();
  putPhone(server);
  tab = await openTab();
  asked = [];
  const through = globalThis.fetch;
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push(url);
    return through(url, init);
  });
});

afterEach(() => {
  tab.close();
  vi.unstubAllGlobals();
});

/** Ids of events, one a day, the oldest first. */
async function attend(count: number): Promise<readonly string[]> {
  const ids = Array.from(
    { length: count },
    (_, at) => `01a20e58-d776-71e9-8e2c-${String(at).padStart(12, '0')}`,
  );
  await tab.session.requireSession().db.transact(['events'], 'readwrite', async (tx) => {
    const first = Date.parse(PREVIEW.starts_at) + DAY_MS;
    const events = ids.map((id, at) => {
      const starts_at = new Date(first + at * DAY_MS).toISOString();
      return { ...PREVIEW, id, starts_at, version: at, role: null, join_code: null, joined: null };
    });
    await Promise.all(events.map((event) => tx.objectStore('events').put(event)));
  });
  return ids;
}

/** The events that the latest question named. */
function known(): readonly string[] {
  const text = new URL(asked.at(-1) ?? '', 'https://kith.test').searchParams.get('events');
  return text?.split(',') ?? [];
}

test('somebody who was at very many events asks about the newest hundred', async () => {
  await joinAs(tab, 'Ada');
  await tab.round();
  const ids = await attend(150);
  expect(await tab.round()).toMatchObject({ kind: 'fine' });
  const newest = ids.map((id, at) => `${id}:${at}`).reverse();
  expect(known()).toEqual(newest.slice(0, 100));
  expect(asked.at(-1)?.length).toBeLessThan(LONGEST_ADDRESS);
});

test.each(['held', 'refused'] as const)(
  'the server is not asked about an event while joining it is %s',
  async (how) => {
    server[how].add('attendee.join');
    await joinAs(tab, 'Ada');
    await tab.round();
    expect(known()).toEqual([]);
  },
);

test('once the server let me in, it is asked about the event', async () => {
  await joinAs(tab, 'Ada');
  await tab.round();
  expect(known()).toEqual([`${PREVIEW.id}:1`]);
});

test('an event that the server does not know stays while something done there is on its way', async () => {
  server.held.add('attendee.join');
  await joinAs(tab, 'Ada');
  server.mark('event', PREVIEW.id);
  await tab.round();
  expect(tab.signals.events.value.map((event) => event.id)).toEqual([PREVIEW.id]);
  server.held.clear();
  await tab.round();
  server.mark('event', PREVIEW.id);
  await tab.round();
  expect(tab.signals.events.value).toEqual([]);
});
