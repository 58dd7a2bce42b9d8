/** Drafts, read as their reader would: golden ones whole, awkward details in every shape. */
import { describe, expect, it } from 'vitest';
import recap from '../locales/recap.en.json';
import { asksForSomething } from './asks';
import { type DraftFrom, draftFrom, quoted, subjectFor } from './draft';

const LIGHTHOUSE: DraftFrom = {
  encounterId: '01935f00-0000-7000-8000-000000000001',
  name: 'Ana',
  myName: 'Bo Lind',
  event: 'Small Repairs',
  details: ['Mends accordions in a lighthouse'],
  offers: [],
  question: 'What did you mend last?',
  answer: 'A kettle that whistles too low',
};

function draft(changes: Partial<DraftFrom>): string {
  return draftFrom({ ...LIGHTHOUSE, ...changes }) ?? '';
}

const shapes = Array.from(
  { length: 300 },
  (_, index) => `01935f00-0000-7000-8000-${String(index).padStart(12, '0')}`,
);

describe('a draft', () => {
  it('stands in the words of the person who wrote the note', () => {
    expect(draft({})).toMatchInlineSnapshot(`
      "Hi Ana,

      What I want to remember of our conversation at Small Repairs:

      “Mends accordions in a lighthouse”

      I would like to hear more about it, whenever you feel like telling.

      Bo Lind"
    `);
  });

  it('offers first, where there is something to offer', () => {
    expect(draft({ offers: ['The name of a good welder'] })).toMatchInlineSnapshot(`
      "Hi Ana,

      Before anything else, this stands in my notes as something I could offer you:

      “The name of a good welder”

      Say the word, or leave it; either is fine.

      What I want to remember of our conversation at Small Repairs:

      “Mends accordions in a lighthouse”

      I would like to hear more about it, whenever you feel like telling.

      Bo Lind"
    `);
  });

  it('keeps a note to oneself a note to oneself', () => {
    const details = ['ask about her trip to Porto', 'send her the welder’s number'];
    expect(draft({ details })).toMatchInlineSnapshot(`
      "Hi Ana,

      From Small Repairs I have a note to myself:

      “ask about her trip to Porto”
      “send her the welder’s number”

      So here I am, asking.

      Bo Lind"
    `);
    expect(draft({ details: ['Send him the article'] })).toMatchInlineSnapshot(`
      "Hi Ana,

      From Small Repairs I have a note to myself:

      “Send him the article”

      I have not forgotten.

      Bo Lind"
    `);
  });

  it('speaks of several details at once, oldest first', () => {
    expect(draft({ details: ['Repairs clocks', 'Grew up on a barge'] })).toMatchInlineSnapshot(`
      "Hi Ana,

      What I want to remember of our conversation at Small Repairs:

      “Repairs clocks”
      “Grew up on a barge”

      I would like to hear more about it, whenever you feel like telling.

      Bo Lind"
    `);
  });

  it('does not pretend to know a name', () => {
    expect(draft({ name: null, event: null })).toMatchInlineSnapshot(`
      "Hello,

      What I want to remember of our conversation at the event:

      “Mends accordions in a lighthouse”

      I would like to hear more about it, whenever you feel like telling.

      Bo Lind"
    `);
  });

  it('is true whenever and wherever it is sent, also while the event goes on', () => {
    const claims = /\b(?:home|by now|already|today|yesterday|evening|the day|after|since|later|ago|went)\b/i;
    for (const details of [['Repairs clocks'], ['Send him the article'], ['ask about Porto']]) {
      for (const encounterId of shapes) {
        const said = draft({ encounterId, details, offers: ['A name'] }).replace(/“.*”/gu, '');
        expect(said.replace('after a while', '')).not.toMatch(claims);
      }
    }
  });

  it('is not written of nothing', () => {
    expect(draftFrom({ ...LIGHTHOUSE, details: [], offers: ['An article'] })).toBeNull();
    expect(draftFrom({ ...LIGHTHOUSE, details: [' \n '] })).toBeNull();
  });

  it('reads the same each time, and ten of them do not read alike', () => {
    for (const encounterId of shapes) expect(draft({ encounterId })).toBe(draft({ encounterId }));
    const ten = shapes.slice(0, 10).map((encounterId) => draft({ encounterId }));
    expect(new Set(ten).size).toBeGreaterThanOrEqual(8);
    const all = new Set(shapes.map((encounterId) => draft({ encounterId })));
    expect(all.size).toBeGreaterThanOrEqual(60);
  });
});

const AWKWARD = [
  'Her kettle came from the tip',
  'repairs clocks in a lighthouse',
  'Said "never again", twice',
  '“Bees first”',
  'it’s complicated',
  'Bees.',
  'Why bees?!',
  'two\nlines\r\nhere',
  '🐝👩‍👩‍👧 keeps bees 🐝',
  'خبز الطابون، قالت ليلى',
  'שלום mixed text',
  'see https://example.org/a?b=c&d=e',
  'www.example.org',
  '<b>bold</b> & {name} {count, plural, other {#}}',
  'x'.repeat(280),
  '日本語の詳細「蜂」',
  '- - -',
  '$& $1 %s \\n',
];

describe.each(AWKWARD)('with a detail such as %j', (detail) => {
  it('keeps the words whole, on a line of their own, in every shape', () => {
    const line = quoted(detail);
    for (const encounterId of shapes) {
      const text = draft({ encounterId, details: [detail], offers: [detail], answer: detail });
      expect(text.split('\n')).toContain(line);
      expect(text.length).toBeLessThanOrEqual(2_000);
      expect(text).not.toMatch(/nice to meet|great to meet|pleasure to meet|!$|\n{3}|undefined|\{event\}/im);
      expect(asksForSomething(text)).toBe(false);
    }
  });
});

describe('quoted', () => {
  it.each([
    ['Keeps bees', '“Keeps bees”'],
    [' two\nlines ', '“two lines”'],
    ['“Bees first”', '“Bees first”'],
    ['"Bees first"', '"Bees first"'],
    ['"Bees" and "wasps"', '“"Bees" and "wasps"”'],
    ['at https://example.org', 'at https://example.org'],
  ])('%j is %j', (text, line) => {
    expect(quoted(text)).toBe(line);
  });
});

it('leaves out what does not fit, and stays short', () => {
  const details = Array.from({ length: 9 }, (_, index) => `${index}${'y'.repeat(279)}`);
  const text = draft({ details, offers: details });
  expect(text).toContain(quoted(details[0] ?? ''));
  expect(text.length).toBeLessThanOrEqual(2_000);
});

it('puts no jot into a subject', () => {
  expect(subjectFor('Small Repairs')).toBe('Our conversation at Small Repairs');
  expect(subjectFor(null)).toBe('Our conversation');
});

describe('asksForSomething', () => {
  it.each([
    'Could you introduce me to your boss?',
    'I’m looking for a job.',
    'Can   you\nsend it?',
    'I need an hour to pick your brain.',
    'We have a demo of our product.',
  ])('sees it in %j', (message) => {
    expect(asksForSomething(message)).toBe(true);
  });

  it.each([
    'Where would you start the story?',
    'My note says: “could you help me”. I had to smile.',
    'She is looking for a lighthouse.',
    'You can find it in the library. I could bring it.',
    'Needs must.',
    '',
  ])('sees none in %j', (message) => {
    expect(asksForSomething(message)).toBe(false);
  });
});

it('the catalogue names no totals', () => {
  expect(Object.values(recap).filter((words) => /\{count|\d/.test(words))).toEqual([]);
});
