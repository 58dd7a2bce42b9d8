/** Contact details are checked here as the server checks them. */
import { describe, expect, it } from 'vitest';
import { type ContactVectors, vectors } from '../testing/vectors';
import { fitsKind } from './contact-rules';
import { contactLink } from './contact-words';

const { good, bad } = vectors<ContactVectors>('contacts');

describe('fitsKind', () => {
  it.each(good)('$kind $value fits', ({ kind, value }) => {
    expect(fitsKind(kind, value)).toBe(true);
  });

  it.each(bad)('$kind $value does not fit', ({ kind, value }) => {
    expect(fitsKind(kind, value)).toBe(false);
  });

  const addresses = good.filter(({ kind }) => kind === 'website' || kind === 'linkedin');
  it.each(addresses)('$kind $value becomes a link', ({ kind, value }) => {
    expect(contactLink(kind, value)).toMatch(/^https:\/\//);
  });

  it('takes nothing at all, which removes a detail', () => {
    expect(fitsKind('email', '')).toBe(true);
  });
});
