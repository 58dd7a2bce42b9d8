/** A write is what the phone keeps, whatever becomes of showing it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ModelServer } from '../testing/model-server';
import { EVENT_ID } from '../testing/model-world';
import { joinAs, openTab, putPhone, type Tab } from '../testing/phone';

let tab: Tab;

beforeEach(async () => {
  putPhone(new ModelServer());
  tab = await openTab();
  await joinAs(tab, 'Ada');
});

afterEach(() => {
  tab.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function queued(): Promise<string[]> {
  const { db } = tab.session.requireSession();
  const rows = await db.transact(['outbox'], 'readonly', (tx) => tx.objectStore('outbox').getAll());
  return rows.map(({ kind }) => kind);
}

test('a write is done though it cannot be read back at once', async () => {
  const { writeConsent } = await import('./write-consent');
  const woken = vi.fn();
  (await import('../sync/wake')).onWake(woken);
  // Reading into the signals counts the outbox; writing does not.
  const reading = vi.spyOn(IDBObjectStore.prototype, 'count').mockImplementation(() => {
    throw new DOMException('gone', 'DataError');
  });
  await writeConsent(EVENT_ID, 'organiser_list', true);
  reading.mockRestore();
  expect(woken).toHaveBeenCalledTimes(1);
  expect(await queued()).toEqual(['attendee.join', 'consent.write']);
});
