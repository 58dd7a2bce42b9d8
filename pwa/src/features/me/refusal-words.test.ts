/** People read sentences, never the words that the API has for programs. */
import { expect, it } from 'vitest';
import type { ProblemDetails } from '../../db/types';
import { refusalWords } from './refusal-words';

const refused: ProblemDetails = {
  type: '/api/docs#invalid_input',
  title: 'Invalid input',
  status: 422,
  code: 'invalid_input',
  detail: 'Some fields are not right. See errors for each.',
};
const CALM = 'The server could not take this. Your words are still on this phone.';

it('says that the words are safe, and each thing that is wrong once', () => {
  expect(refusalWords(refused)).toBe(CALM);
  const errors = { text: ['Too long.'], answers: { 0: { text: ['Too long.', 'Not a text.'] } } };
  expect(refusalWords({ ...refused, errors })).toBe(`${CALM} Too long. Not a text.`);
});

it('leaves a rule its own sentence', () => {
  const over = { ...refused, code: 'event_over', detail: 'This event ended at noon.' };
  expect(refusalWords(over)).toBe('This event ended at noon.');
  expect(refusalWords({ ...over, detail: '' })).toBe('This event is over.');
});
