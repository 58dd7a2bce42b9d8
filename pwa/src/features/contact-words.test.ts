/** What people typed may become a link only when it is plainly mailto, tel or https. */
import { describe, expect, it } from 'vitest';
import { contactLink } from './contact-words';

describe('contactLink', () => {
  it.each([
    ['email', 'ana@example.org', 'mailto:ana@example.org'],
    ['phone', '+34 600 11 22 33', 'tel:+34600112233'],
    ['whatsapp', '+34 600 11 22 33', 'https://wa.me/34600112233'],
    ['website', 'example.org/ana', 'https://example.org/ana'],
    ['website', 'https://example.org', 'https://example.org/'],
    ['linkedin', 'ana-garcia', 'https://linkedin.com/in/ana-garcia'],
    ['linkedin', 'https://www.linkedin.com/in/ana', 'https://www.linkedin.com/in/ana'],
  ] as const)('%s %s', (kind, value, link) => {
    expect(contactLink(kind, value)).toBe(link);
  });

  it.each([
    ['website', 'javascript:alert(1)'],
    ['website', 'http://example.org'],
    ['website', 'data:text/html,x'],
    ['website', 'https://user:pass@example.org'],
    ['website', 'localhost'],
    ['website', 'intent://scan'],
    ['linkedin', 'https://linkedin.com.evil.test/in/ana'],
    ['email', 'ana@example.org?bcc=all@example.org'],
    ['email', 'not an address'],
    ['phone', '*#06#'],
    ['title', 'https://example.org'],
    ['company', 'example.org'],
    ['signal', 'ana.01'],
  ] as const)('makes no link of %s %s', (kind, value) => {
    expect(contactLink(kind, value)).toBeNull();
  });
});
