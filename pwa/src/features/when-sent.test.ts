/** Nothing is told as done that the server has not heard of. */
import { afterEach, expect, test, vi } from 'vitest';
import { network } from '../db/signals';
import { doneOrLater } from './when-sent';

afterEach(() => {
  network.value = 'fine';
  vi.unstubAllGlobals();
});

test('with a network it is done', () => {
  vi.stubGlobal('navigator', { onLine: true });
  expect(doneOrLater('done', 'later')).toBe('done');
});

test.each(['unreachable', 'sign-in', 'update'] as const)(
  'while the network is %s it comes later',
  (state) => {
    vi.stubGlobal('navigator', { onLine: true });
    network.value = state;
    expect(doneOrLater('done', 'later')).toBe('later');
  },
);

test('a phone that knows itself offline says later', () => {
  vi.stubGlobal('navigator', { onLine: false });
  expect(doneOrLater('done', 'later')).toBe('later');
});
