/** What each command leaves on the phone, before any server has heard of it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Row } from '../sync/wire';
import { ModelServer } from '../testing/model-server';
import { EVENT_ID } from '../testing/model-world';
import { codeOf, joinAs, openTab, PREVIEW, putPhone, type Tab } from '../testing/phone';

const CARD = { name: 'Ada', pronouns: '', boundary: '', answers: [] };
let server: ModelServer;
let tab: Tab;

beforeEach(async () => {
  server = new ModelServer();
  putPhone(server);
  tab = await openTab();
});

afterEach(() => {
  tab.close();
  vi.unstubAllGlobals();
});

async function queued(): Promise<{ readonly kind: string; readonly event_id: string | null }[]> {
  const { db } = tab.session.requireSession();
  const rows = await db.transact(['outbox'], 'readonly', (tx) => tx.objectStore('outbox').getAll());
  return rows.map(({ kind, event_id }) => ({ kind, event_id }));
}

test('joining tidies the card, and joining twice changes the card only', async () => {
  const spaced = { ...CARD, name: '  Zoë\u0000  ', answers: [{ prompt: 1, text: '  ' }], pronouns: ' she ' };
  const id = await tab.joinEvent({ ...spaced, preview: PREVIEW, invitation: 'X', organiserList: true });
  expect(tab.signals.attendeeAt(EVENT_ID)).toMatchObject({ id, name: 'Zoë', pronouns: 'she', answers: [] });
  expect(tab.signals.attendeeAt(EVENT_ID)?.consents[0]).toMatchObject({
    purpose: 'organiser_list',
    language: 'en',
  });
  expect(await joinAs(tab, 'Zoe')).toBe(id);
  expect(tab.signals.attendees.value).toHaveLength(1);
  expect(await queued()).toEqual([
    { kind: 'attendee.join', event_id: EVENT_ID },
    { kind: 'card.write', event_id: EVENT_ID },
  ]);
});

test('two tabs that join at once make one account', async () => {
  const other = await openTab();
  await Promise.all([joinAs(tab, 'Ada'), joinAs(other, 'Ada')]);
  expect(other.session.requireSession().accountId).toBe(tab.session.requireSession().accountId);
  await tab.refresh();
  expect(tab.signals.attendees.value).toHaveLength(1);
  other.close();
});

test.each([
  ['', 'empty'],
  [' \u3000 ', 'empty'],
  ['x'.repeat(61), 'too-long'],
  ['Ada https://x.test', 'link'],
  ['www.ada', 'link'],
  ['Ada 0171 234 5678', 'digits'],
])('a name like %j is refused and nothing is kept', async (name, reason) => {
  await expect(joinAs(tab, name)).rejects.toMatchObject({ name: 'InvalidInputError', field: 'name', reason });
  expect(tab.signals.account.value).toBeNull();
});

test('coming in by a live code works offline, and finds its event later', async () => {
  const { joinByCode } = await import('./join-by-code');
  const form = { ...CARD, code: await codeOf('Bo'), organiserList: false };
  const { attendeeId, encounterId } = await joinByCode(form);
  await tab.saveDraft(encounterId, { noteId: null, text: 'keeps bees', offer: '' });
  await tab.saveJot(encounterId, null);
  expect((await joinByCode({ ...form, code: await codeOf('Cy') })).attendeeId).toBe(attendeeId);
  expect((await queued()).map((row) => row.event_id)).toEqual([null, null, null, null]);

  server.events.set(EVENT_ID, { ...PREVIEW, role: null, join_code: null, joined: null } as unknown as Row);
  server.mark('event', EVENT_ID);
  expect((await tab.round()).kind).toBe('fine');
  expect(await queued()).toEqual([]);
  expect(server.encounters.size).toBe(2);
  expect([...server.notes.values()].map((note) => note.text)).toEqual(['keeps bees']);
  expect(tab.signals.encounters.value.map((row) => row.event_id)).toEqual([EVENT_ID, EVENT_ID]);
});

test('an organiser makes an event before anything else', async () => {
  const { createEvent } = await import('./create-event');
  const times = { startsAt: PREVIEW.starts_at, endsAt: PREVIEW.ends_at };
  const id = await createEvent(
    { name: ' Supper ', zone: 'Europe/Madrid', ...times, prompts: [{ text: 'Why?' }] },
    'Olga',
  );
  expect(tab.signals.account.value?.name).toBe('Olga');
  expect(tab.signals.eventById(id)).toMatchObject({
    name: 'Supper',
    number: 0,
    role: 'owner',
    opens_at: PREVIEW.opens_at,
  });
  const none = createEvent({ name: 'Supper', zone: 'UTC', ...times, prompts: [] });
  await expect(none).rejects.toMatchObject({ field: 'prompts' });
});

test('contact details and consents show at once', async () => {
  await joinAs(tab, 'Ada');
  const { writeContactDetails } = await import('./write-contact-details');
  const { writeConsent } = await import('./write-consent');
  const { writeCard } = await import('./write-card');
  const email = { kind: 'email', value: ' ada@kith.example ', shared: true } as const;
  await writeContactDetails(EVENT_ID, [email], true);
  await writeContactDetails(EVENT_ID, [{ kind: 'phone', value: '', shared: false }]);
  await writeConsent(EVENT_ID, 'organiser_list', true);
  await writeConsent(EVENT_ID, 'organiser_list', false);
  await writeCard(EVENT_ID, { boundary: 'No sales' });
  await writeCard(EVENT_ID, { pronouns: 'she' });
  const me = tab.signals.attendeeAt(EVENT_ID);
  expect(me).toMatchObject({
    boundary: 'No sales',
    pronouns: 'she',
    share_with_everyone: true,
    consents: [],
  });
  expect(me?.contact_details).toEqual([{ kind: 'email', value: 'ada@kith.example', shared: true }]);
  expect((await queued()).map((row) => row.kind)).toEqual([
    'attendee.join',
    'contact_details.write',
    'contact_details.write',
    'consent.write',
    'consent.write',
    'card.write',
  ]);
});

test('a badge belongs to the event that is open', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-22T10:00:00Z'), toFake: ['Date'] });
  await joinAs(tab, 'Ada');
  const badge = `https://kith.example/b/${'A'.repeat(36)}`;
  expect((await tab.recordScan(badge)).outcome).toBe('met');
  expect(tab.signals.encounters.value[0]).toMatchObject({
    event_id: EVENT_ID,
    scanned: null,
    state: 'pending',
  });
  vi.setSystemTime(Date.parse('2027-01-01T00:00:00Z'));
  expect(await tab.recordScan(badge)).toEqual({ outcome: 'no-open-event' });
  vi.useRealTimers();
});

test('leaving asks about unsent words first, and then leaves nothing', async () => {
  await joinAs(tab, 'Ada');
  const { signOut } = await import('./sign-in');
  await expect(signOut({ evenIfUnsent: false })).rejects.toMatchObject({
    name: 'UnsentWordsError',
    unsent: 1,
  });
  const before = (await indexedDB.databases()).map((db) => db.name);
  expect(before).toHaveLength(2);
  await signOut({ evenIfUnsent: true });
  expect((await indexedDB.databases()).map((db) => db.name)).toEqual(['kith']);
  expect(tab.signals.account.value).toBeNull();
  expect(tab.signals.attendees.value).toEqual([]);
});

test('a session that could not be ended offline ends before the next person begins', async () => {
  await joinAs(tab, 'Ada');
  await tab.round();
  const through = globalThis.fetch;
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
  const { signOut } = await import('./sign-in');
  await signOut({ evenIfUnsent: false });
  await joinAs(tab, 'Al');
  await signOut({ evenIfUnsent: true });
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push(`${init.method} ${url}`);
    if (init.method !== 'DELETE') return through(url, init);
    return new Response(null, { status: 204, headers: { 'Clear-Site-Data': '"cache"' } });
  });
  server.accountId = null;
  await joinAs(tab, 'Bea');
  await tab.round();
  expect(asked.slice(0, 3)).toEqual([
    'DELETE /api/sessions/current?keep=storage',
    `PUT /api/accounts/${server.accountId}`,
    'POST /api/sync',
  ]);
});

test('coming in with a pass opens that account and leaves no trace of the one before', async () => {
  const { signInWithPass } = await import('./sign-in');
  await joinAs(tab, 'Ada');
  await tab.round();
  const olga = { id: '01935f00-0000-7000-8000-00000000000b', name: 'Olga' };
  vi.stubGlobal('fetch', async () => Response.json(olga));
  expect(await signInWithPass('p')).toEqual(olga);
  expect(tab.signals.account.value).toEqual(olga);
  expect(tab.signals.attendees.value).toEqual([]);
  const names = (await indexedDB.databases()).map((db) => db.name).sort();
  expect(names).toEqual(['kith', `kith-${olga.id}`]);
});

test('words that were refused can be sent again, or let go for what the server has', async () => {
  const { discardProblem, retryProblem } = await import('./deal-with-problem');
  await joinAs(tab, 'Ada');
  const met = await tab.recordScan(await codeOf('Bo'));
  const id = met.outcome === 'met' ? met.encounterId : '';
  await tab.saveDraft(id, { noteId: null, text: 'bees', offer: '' });
  await tab.saveJot(id, null);
  server.refused.add('note.write');
  await tab.round();
  const [first] = tab.signals.problems.value;
  await retryProblem(first?.op_id ?? '');
  expect(tab.signals.problems.value).toEqual([]);
  await tab.round();
  const [second] = tab.signals.problems.value;
  expect(second?.body.text).toBe('bees');
  await discardProblem(second?.op_id ?? '');
  await tab.round();
  expect(tab.signals.notes.value).toEqual([]);
  expect(tab.signals.encounters.value).toHaveLength(1);
});

test('what I say about my badge and my codes shows at once and waits for the network', async () => {
  await joinAs(tab, 'Ada');
  const { claimBadge, resetBadge, resetLiveCode, writeRequests } = await import('./badge');
  const before = tab.signals.attendeeAt(EVENT_ID);
  await claimBadge(EVENT_ID, `https://kith.example/b/${'A'.repeat(36)}`);
  expect(tab.signals.attendeeAt(EVENT_ID)?.badge_claimed_at).toBeNull();
  await resetBadge(EVENT_ID);
  await resetLiveCode(EVENT_ID);
  await writeRequests(EVENT_ID, { takes_requests: false });
  await writeRequests(EVENT_ID, { shows_by_badge: true });
  const me = tab.signals.attendeeAt(EVENT_ID);
  expect(me).toMatchObject({ spoken_code: null, takes_requests: false, shows_by_badge: true });
  expect(me?.live_secret).toMatch(/^[\w-]{43}$/);
  expect(me?.live_secret).not.toBe(before?.live_secret);
  expect((await queued()).map((row) => row.kind)).toEqual([
    'attendee.join',
    'badge.claim',
    'badge.reset',
    'live_code.reset',
    'requests.write',
    'requests.write',
  ]);
});

test('a spoken code is recorded where I am, and my own is told', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-22T10:00:00Z'), toFake: ['Date'] });
  await joinAs(tab, 'Ada');
  expect((await tab.recordScan('2222-2222')).outcome).toBe('met');
  expect(tab.signals.encounters.value[0]).toMatchObject({
    event_id: EVENT_ID,
    badge: null,
    state: 'pending',
  });
  const { db } = tab.session.requireSession();
  await db.transact(['attendees'], 'readwrite', async (tx) => {
    const [me] = await tx.objectStore('attendees').getAll();
    if (me !== undefined) await tx.objectStore('attendees').put({ ...me, spoken_code: '22222222' });
  });
  expect((await tab.recordScan('2222 2222')).outcome).toBe('own-code');
  vi.useRealTimers();
});
