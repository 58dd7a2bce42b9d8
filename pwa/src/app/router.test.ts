/** Where Back leads, and where the focus goes. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let state: unknown;
let went: string[];

beforeEach(() => {
  vi.resetModules();
  state = 'first';
  went = [];
  const address = { pathname: '/in', origin: 'https://kith.example' };
  const to = (next: unknown, path: string): void => {
    state = next;
    address.pathname = path;
  };
  vi.stubGlobal('location', address);
  vi.stubGlobal('history', {
    length: 3,
    get state() {
      return state;
    },
    replaceState: (next: unknown, _: string, path: string) => to(next, path),
    pushState: (next: unknown, _: string, path: string) => to(next, path),
    back: () => went.push('back'),
  });
});

afterEach(() => vi.unstubAllGlobals());

test('a screen that takes the place of the first one is the first one', async () => {
  const { goBack, navigate, path } = await import('./router');
  navigate('/met/1', { replace: true });
  goBack('/people');
  expect([path.value, went]).toEqual(['/people', []]);
});

test('a screen after the first one has one to go back to, also when another takes its place', async () => {
  const { goBack, navigate } = await import('./router');
  navigate('/people');
  navigate('/people/1', { replace: true });
  goBack('/');
  expect(went).toEqual(['back']);
});
