/** Paths against patterns. */
import { describe, expect, it } from 'vitest';
import { matchPath } from './match-path';

describe('matchPath', () => {
  it.each([
    ['/', '/', {}],
    ['/people', '/people/', {}],
    ['/people/:id', '/people/1', { id: '1' }],
    ['/j/:code', '/j/K7MP%202QRX', { code: 'K7MP 2QRX' }],
    ['/j/:code', '/j/%E0%A4%A', { code: '%E0%A4%A' }],
  ])('%s takes %s', (pattern, path, params) => {
    expect(matchPath(pattern, path)).toEqual(params);
  });

  it.each([
    ['/', '/people'],
    ['/people/:id', '/people'],
    ['/people', '/people/1'],
    ['/events/new', '/events/old'],
  ])('%s leaves %s alone', (pattern, path) => {
    expect(matchPath(pattern, path)).toBeNull();
  });
});
