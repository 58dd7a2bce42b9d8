/** Who stands in a recap and in which order, what they are called, and how a message reaches them. */
import { describe, expect, it } from 'vitest';
import type { Draft, FollowUpDraft, LocalEncounter, LocalFollowUp, LocalNote } from '../db/types';
import { greetingName, spokenEvent } from './greeting';
import { eventsWithPeople, followUpOf, peopleAt, stageOf, withoutDetail } from './people';
import { mailtoLink, waysTo } from './ways';

function met(id: string, met_at: string, more: Partial<LocalEncounter> = {}): LocalEncounter {
  const rest = { mutual_at: null, label: '', i_scanned: true, i_shared: false, asks_me: false, asker: null };
  const theirs = { person: null, scanned: null, badge: null, local: false };
  return { id, event_id: 'e', state: 'mutual', met_at, ...rest, ...theirs, ...more };
}

const about = (encounter_id: string, text: string): LocalNote => {
  const rest = { event_id: 'e', offer: 'An article', conflict_of: null, created_at: '', edited_at: '' };
  return { id: `note-${encounter_id}`, encounter_id, text, ...rest };
};

const PEOPLE = [
  met('c', '2026-11-12T20:00'),
  met('b', '2026-11-12T19:00'),
  met('a', '2026-11-12T20:00'),
  met('asks', '2026-11-12T18:00', { i_scanned: false, asks_me: true, state: 'pending' }),
  met('elsewhere', '2026-11-13T18:00', { event_id: 'other' }),
];

describe('a recap', () => {
  it('holds everybody met, in the order met; who only asks is not met yet', () => {
    expect(peopleAt('e', PEOPLE).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  });

  it('is of the event with the latest meeting', () => {
    expect(eventsWithPeople(PEOPLE)).toEqual(['other', 'e']);
    expect(eventsWithPeople([])).toEqual([]);
  });

  it('takes those home with whom nothing is written down, not even half a line', () => {
    const draft = { encounter_id: 'a', text: 'Hum' } as unknown as Draft;
    const people = peopleAt('e', PEOPLE);
    expect(withoutDetail(people, [about('c', ' ')], []).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
    expect(withoutDetail(people, [about('b', 'Bees')], [draft]).map(({ id }) => id)).toEqual(['c']);
    expect(withoutDetail([], [], [])).toEqual([]);
  });
});

function followUp(id: string, more: Partial<LocalFollowUp> = {}): LocalFollowUp {
  const rest = {
    encounter_id: 'a',
    event_id: 'e',
    channel: null,
    sent_at: null,
    created_at: '',
    edited_at: '',
  };
  return { id, text: 'Hi', state: 'drafted', conflict_of: null, ...rest, ...more };
}

describe('the follow-up that counts', () => {
  it.each([
    [[], null],
    [[followUp('1'), followUp('2')], '1'],
    [[followUp('1'), followUp('2', { state: 'sent' })], '2'],
    [[followUp('1', { state: 'let_go' }), followUp('2')], '2'],
    [[followUp('1'), followUp('2', { conflict_of: '1' })], '1'],
    [[followUp('1'), followUp('2', { conflict_of: '1', state: 'sent' })], '2'],
    [[followUp('2', { conflict_of: '1' })], '2'],
    [[followUp('1', { state: 'let_go' })], '1'],
  ])('case %#', (rows, id) => {
    expect(followUpOf(rows)?.id ?? null).toBe(id);
  });

  const drafted: FollowUpDraft = {
    encounter_id: 'a',
    follow_up_id: null,
    base_text: null,
    text: 'Hi',
    decision: null,
    touched_at: '',
  };
  const decided = { ...drafted, decision: { act: 'sent', channel: 'copy', due_at: '' } } as const;
  it.each([
    [null, null, 'none'],
    [null, drafted, 'drafted'],
    [null, { ...drafted, text: ' ' }, 'none'],
    [null, decided, 'sent'],
    [followUp('1', { state: 'let_go' }), null, 'let_go'],
    [followUp('1', { state: 'let_go' }), drafted, 'drafted'],
    [followUp('1', { state: 'sent' }), drafted, 'sent'],
    [followUp('1', { text: '' }), null, 'none'],
    [followUp('1'), null, 'drafted'],
  ] as const)('stage %#', (row, draft, stage) => {
    expect(stageOf(row, draft)).toBe(stage);
  });
});

it.each([
  ['Noor Haddad', 'Noor'],
  ['  Noor  ', 'Noor'],
  ['Dr. Ana Lima', 'Dr. Ana Lima'],
  ['J. R. Hartley', 'J. R. Hartley'],
  ['山田太郎', '山田太郎'],
  ['ليلى خوري', 'ليلى'],
  ['X', 'X'],
  ['', null],
])('%j is greeted as %j', (name, greeted) => {
  expect(greetingName(name)).toBe(greeted);
});

it.each([
  ['Small Repairs: an evening in Lisbon', 'Small Repairs'],
  ['PyCon – Day 2', 'PyCon'],
  ['Q: who are you?', 'Q: who are you?'],
  ['10:30 coffee', '10:30 coffee'],
  [' Repair café ', 'Repair café'],
])('people call %j %j', (name, spoken) => {
  expect(spokenEvent(name)).toBe(spoken);
});

describe('a mail link', () => {
  it('encodes everything, with line breaks as CR LF', () => {
    expect(mailtoLink('ana+kith@example.org', 'Bees & more?', 'Hi Ana,\n\n100% “bees” #1\r\nليلى')).toBe(
      'mailto:ana%2Bkith@example.org?subject=Bees%20%26%20more%3F&body=Hi%20Ana%2C%0D%0A%0D%0A100%25%20%E2%80%9Cbees%E2%80%9D%20%231%0D%0A%D9%84%D9%8A%D9%84%D9%89',
    );
  });

  it('survives half a character', () => {
    expect(mailtoLink('a@b.org', '\ud800', '\udc00x')).toContain('body=%EF%BF%BDx');
  });
});

describe('ways to write', () => {
  it('are those they shared, and only mail and https become links', () => {
    const details = [
      { kind: 'company', value: 'Lighthouse Ltd' },
      { kind: 'linkedin', value: 'ana-lima' },
      { kind: 'phone', value: '+351 600 112 233' },
      { kind: 'whatsapp', value: '+351 600 112 233' },
      { kind: 'signal', value: 'ana.01' },
      { kind: 'email', value: 'ana@example.org' },
      { kind: 'website', value: 'https://ana.example' },
    ] as const;
    const ways = waysTo(details, 'Hello', 'Hi\nAna');
    expect(ways.map(({ channel, carries, href }) => [channel, carries, href])).toEqual([
      ['email', true, 'mailto:ana@example.org?subject=Hello&body=Hi%0D%0AAna'],
      ['sms', false, null],
      ['whatsapp', true, 'https://wa.me/351600112233?text=Hi%0AAna'],
      ['signal', false, null],
      ['linkedin', false, 'https://linkedin.com/in/ana-lima'],
    ]);
  });

  it.each([
    { kind: 'email', value: 'no address' },
    { kind: 'email', value: 'a@b.org?bcc=x@y.org' },
  ] as const)('are none by $value', (detail) => {
    expect(waysTo([detail], 's', 'b')).toEqual([]);
  });

  it.each(['javascript:alert(1)', 'https://evil.example/in/x', 'data:text/html,x'])(
    'lead nowhere but to LinkedIn by %s',
    (value) => {
      expect(waysTo([{ kind: 'linkedin', value }], 's', 'b')[0]?.href ?? '').toMatch(
        /^https:\/\/linkedin\.com\/in\/|^$/,
      );
    },
  );
});
