/** Contact details: what each kind is called, and the only links that may be made of them. */
import { type MessageKey, t } from '../app/i18n';
import type { ContactKind } from '../db/types';
import type { IconName } from '../ui/icon';

interface ContactLook {
  readonly label: MessageKey;
  readonly icon: IconName;
  readonly type: 'text' | 'email' | 'tel' | 'url';
  readonly autoComplete: string;
}

export const CONTACT_LOOKS: Readonly<Record<ContactKind, ContactLook>> = {
  email: { label: 'contact.email', icon: 'email', type: 'email', autoComplete: 'email' },
  phone: { label: 'contact.phone', icon: 'phone', type: 'tel', autoComplete: 'tel' },
  whatsapp: { label: 'contact.whatsapp', icon: 'chat', type: 'tel', autoComplete: 'tel' },
  signal: { label: 'contact.signal', icon: 'chat', type: 'text', autoComplete: 'tel' },
  linkedin: { label: 'contact.linkedin', icon: 'link', type: 'url', autoComplete: 'url' },
  website: { label: 'contact.website', icon: 'globe', type: 'url', autoComplete: 'url' },
  title: { label: 'contact.title', icon: 'work', type: 'text', autoComplete: 'organization-title' },
  company: { label: 'contact.company', icon: 'building', type: 'text', autoComplete: 'organization' },
};

const WHAT_FITS: Readonly<Record<ContactKind, MessageKey>> = {
  email: 'contact.fitsEmail',
  phone: 'contact.fitsPhone',
  whatsapp: 'contact.fitsPhone',
  signal: 'contact.fitsSignal',
  linkedin: 'contact.fitsLinkedin',
  website: 'contact.fitsWebsite',
  title: 'errors.empty',
  company: 'errors.empty',
};

export function contactFits(kind: ContactKind): string {
  return t(WHAT_FITS[kind]);
}

export function contactLabel(kind: ContactKind): string {
  return t(CONTACT_LOOKS[kind].label);
}

function digitsOf(value: string): string | null {
  const digits = value.replace(/[\s().-]/g, '');
  return /^\+?\d{5,15}$/.test(digits) ? digits : null;
}

/** Only https, and only with a real host name; what has no scheme is given https. */
export function httpsLink(value: string): string | null {
  const text = value.trim();
  const candidate = /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text}`;
  try {
    const url = new URL(candidate);
    const plain = url.protocol === 'https:' && url.username === '' && url.password === '';
    return plain && url.hostname.includes('.') ? url.href : null;
  } catch {
    return null;
  }
}

function whatsappLink(value: string): string | null {
  const digits = digitsOf(value);
  return digits === null ? null : `https://wa.me/${digits.replace('+', '')}`;
}

function linkedinLink(value: string): string | null {
  const link = httpsLink(value.includes('.') ? value : `linkedin.com/in/${encodeURIComponent(value.trim())}`);
  if (link === null) return null;
  return /(^|\.)linkedin\.com$/.test(new URL(link).hostname) ? link : null;
}

/** mailto, tel or https; null means: show the words, make no link. */
export function contactLink(kind: ContactKind, value: string): string | null {
  switch (kind) {
    case 'email':
      return /^[^\s@<>?&"',;:]+@[^\s@<>?&"',;:]+\.[^\s@<>?&"',;:]+$/.test(value.trim())
        ? `mailto:${value.trim()}`
        : null;
    case 'phone': {
      const digits = digitsOf(value);
      return digits === null ? null : `tel:${digits}`;
    }
    case 'whatsapp':
      return whatsappLink(value);
    case 'linkedin':
      return linkedinLink(value);
    case 'website':
      return httpsLink(value);
    default:
      return null;
  }
}
