/** Asking for a file: what had no answer is the same file the next time. */
import { afterEach, expect, test, vi } from 'vitest';
import { fileMaker } from './exports';

const PROBLEM = '{"type":"x","title":"No","status":409,"code":"busy","detail":""}';

afterEach(() => vi.unstubAllGlobals());

function answering(...answers: readonly (() => Response)[]): ReturnType<typeof vi.fn> {
  const left = [...answers];
  const fetch = vi.fn(async () => {
    const answer = left.shift();
    if (answer === undefined) throw new TypeError('no network');
    return answer();
  });
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

const json = (body: string, status = 200, type = 'application/json') =>
  new Response(body, { status, headers: { 'Content-Type': type } });
const made = () => json('{"id":"a","state":"waiting"}');
const refused = () => json(PROBLEM, 409, 'application/problem+json');
const asked = (fetch: ReturnType<typeof vi.fn>) => fetch.mock.calls.map((call) => call[0]);

test('a request without an answer is repeated under the same id', async () => {
  const fetch = answering();
  const make = fileMaker('event');
  await expect(make('csv', ['name'])).rejects.toMatchObject({ name: 'OfflineError' });
  await expect(make('csv', ['name'])).rejects.toThrow();
  const [first, second] = asked(fetch);
  expect(second).toBe(first);
});

test.each([
  ['was made', made],
  ['was refused', refused],
])('after a file that %s the next one is another', async (_what, answer) => {
  const fetch = answering(answer, made);
  const make = fileMaker('event');
  await make('csv', ['name']).catch(() => undefined);
  await make('csv', ['name']);
  const [first, second] = asked(fetch);
  expect(second).not.toBe(first);
});

test('other columns are another file', async () => {
  const fetch = answering();
  const make = fileMaker('event');
  await make('csv', ['name']).catch(() => undefined);
  await make('csv', ['name', 'pronouns']).catch(() => undefined);
  const [first, second] = asked(fetch);
  expect(second).not.toBe(first);
});
