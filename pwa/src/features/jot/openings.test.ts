/** Every opening is a sentence, with a name and without one. */
import { expect, it } from 'vitest';
import { t } from '../../app/i18n';
import { openingsAbout, placeholderAbout } from './openings';

it('begins with the name of who was met', () => {
  const about = ['Noor is working on', 'Noor lights up about', 'Next time, ask Noor how'];
  expect(openingsAbout('Noor')).toEqual(about);
  expect(placeholderAbout('Noor')).toBe('What did Noor tell you?');
});

it('speaks of somebody without a name in whole sentences', () => {
  const about = ['They are working on', 'They light up about', 'Next time, ask them how'];
  expect(openingsAbout(t('met.them'))).toEqual(about);
  expect(placeholderAbout(t('met.them'))).toBe('What did they tell you?');
});
