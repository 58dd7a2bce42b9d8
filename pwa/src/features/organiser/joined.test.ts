/** Who joined, watched live: nobody twice, nobody lost. */
import { describe, expect, it } from 'vitest';
import type { JoinedPage } from '../../commands/who-joined';
import { extended, refreshed } from './joined';

function page(names: string, cursor: string | null, joined = 9): JoinedPage {
  const attendees = [...names].map((name) => ({ id: name, name, joined_at: '2026-11-22T18:00:00.000Z' }));
  return { attendees, cursor, joined };
}

const names = ({ attendees }: JoinedPage): string => attendees.map((one) => one.name).join('');

describe('refreshed', () => {
  it.each([
    ['the first time', null, page('edc', 'c'), 'edc'],
    ['somebody new', page('dcba', null), page('edc', 'c'), 'edcba'],
    ['somebody gone', page('edcba', null), page('ecb', 'b'), 'ecba'],
    ['more than a page of new people', page('cba', null), page('hgf', 'f'), 'hgf'],
    ['everybody on one page', page('dcba', null), page('edc', null), 'edc'],
    ['nobody any more', page('a', null), page('', null), ''],
  ] as const)('%s', (_, known, newest, expected) => {
    expect(names(refreshed(known, newest))).toBe(expected);
  });

  it('reads on where it had read to', () => {
    expect(refreshed(page('dcb', 'b'), page('edc', 'c')).cursor).toBe('b');
    expect(refreshed(page('cba', null), page('hgf', 'f')).cursor).toBe('f');
  });
});

it('an older page shows nobody twice', () => {
  expect(names(extended(page('edc', 'c'), page('cba', null)))).toBe('edcba');
});
