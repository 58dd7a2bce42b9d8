/** What counts as our server's answer, and what does not. */
import { afterEach, expect, test, vi } from 'vitest';
import { clockOffset } from '../db/server-clock';
import { fireOff, transport } from './transport';
import { isAccount } from './wire';

const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' };
const PROBLEM_TYPE = { 'Content-Type': 'application/problem+json' };
const NO = '{"type":"x","title":"No","status":429,"code":"too_many","detail":""}';

function answering(response: () => Response): ReturnType<typeof vi.fn> {
  const fetch = vi.fn(async () => response());
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

const ask = () => transport({ method: 'PUT', path: '/accounts/a', body: '{}', is: isAccount });

afterEach(() => vi.unstubAllGlobals());

test('an answer of the right shape is taken', async () => {
  const fetch = answering(() => new Response('{"id":"a","name":"Ada"}', { headers: JSON_TYPE }));
  expect(await ask()).toEqual({ kind: 'ok', body: { id: 'a', name: 'Ada' } });
  expect(fetch.mock.calls[0]?.[0]).toBe('/api/accounts/a');
  const headers = { Accept: 'application/json', 'Content-Type': 'application/json', 'Kith-Client': 'web/1' };
  expect(fetch.mock.calls[0]?.[1]).toMatchObject({ method: 'PUT', headers, redirect: 'manual' });
});

test('a problem of ours is understood, with its waiting time', async () => {
  answering(() => new Response(NO, { status: 429, headers: { ...PROBLEM_TYPE, 'Retry-After': '7' } }));
  expect(await ask()).toMatchObject({
    kind: 'problem',
    status: 429,
    retryAfterMs: 7000,
    problem: { code: 'too_many' },
  });
});

test.each([
  [
    'a portal page with status 200',
    () => new Response('<html>', { headers: { 'Content-Type': 'text/html' } }),
  ],
  ['JSON of another shape', () => new Response('{"login":true}', { headers: JSON_TYPE })],
  ['an empty 204', () => new Response(null, { status: 204 })],
  ['a cut body', () => new Response('{"id":"a","na', { headers: JSON_TYPE })],
  [
    '511 with a page',
    () => new Response('<html>', { status: 511, headers: { 'Content-Type': 'text/html' } }),
  ],
  ['a refusal that is not ours', () => new Response('{"error":1}', { status: 401, headers: JSON_TYPE })],
  ['a redirect', () => Response.redirect('https://portal.test/', 302)],
])('no answer: %s', async (_, response) => {
  answering(response);
  expect(await ask()).toEqual({ kind: 'unreachable' });
});

test('no network is no answer', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
  expect(await ask()).toEqual({ kind: 'unreachable' });
});

test.each([
  [new Response(null, { status: 204, headers: { 'Clear-Site-Data': '"cache"' } }), true],
  [new Response(null, { status: 204 }), false],
  [new Response(NO, { status: 401, headers: PROBLEM_TYPE }), true],
  [new Response('<html>', { status: 200 }), false],
])('signing out counts only when our server said so', async (response, said) => {
  answering(() => response);
  expect(await fireOff('DELETE', '/sessions/current')).toBe(said);
});

test("only our server's answers tell the time", async () => {
  const date = 'Mon, 24 Nov 2036 18:00:00 GMT';
  const years = Date.parse(date) - Date.now();
  answering(() => new Response('<html>', { headers: { 'Content-Type': 'text/html', Date: date } }));
  await ask();
  expect(clockOffset()).toBe(0);
  answering(() => new Response(NO, { status: 403, headers: { ...PROBLEM_TYPE, Date: date } }));
  await ask();
  expect(Math.abs(clockOffset() - years)).toBeLessThan(5_000);
  const body = JSON.stringify({ id: 'a', name: 'Ada', server_time: new Date().toISOString() });
  answering(() => new Response(body, { headers: { ...JSON_TYPE, Date: date } }));
  await ask();
  expect(Math.abs(clockOffset())).toBeLessThan(5_000);
});
