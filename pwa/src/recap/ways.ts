/** The ways by which a message can reach somebody: only channels they shared, and only https and mailto links. */
import { tidy, tidyLines } from '../commands/limits';
import type { Channel, ContactKind } from '../db/types';
import { inOrder } from '../features/contact-order';
import { contactLink } from '../features/contact-words';

export interface Way {
  readonly channel: Channel;
  readonly kind: ContactKind;
  /** Null where no link may be made: then the words are copied. */
  readonly href: string | null;
  /** Whether the link carries the words; else they are copied for pasting. */
  readonly carries: boolean;
  readonly value: string;
}

type Detail = { readonly kind: ContactKind; readonly value: string };

/** RFC 6068: everything percent-encoded, line breaks as CR LF (section 5). */
export function mailtoLink(address: string, subject: string, body: string): string {
  const to = encodeURIComponent(tidy(address)).replaceAll('%40', '@');
  const lines = tidyLines(body).replaceAll('\n', '\r\n');
  return `mailto:${to}?subject=${encodeURIComponent(tidy(subject))}&body=${encodeURIComponent(lines)}`;
}

function wayBy({ kind, value }: Detail, subject: string, body: string): Way | null {
  const link = contactLink(kind, value);
  switch (kind) {
    case 'email':
      if (link === null) return null;
      return { channel: 'email', kind, value, carries: true, href: mailtoLink(value, subject, body) };
    case 'whatsapp': {
      const href = link === null ? null : `${link}?text=${encodeURIComponent(tidyLines(body))}`;
      return { channel: 'whatsapp', kind, value, carries: href !== null, href };
    }
    case 'linkedin':
      return { channel: 'linkedin', kind, value, carries: false, href: link };
    case 'signal':
      return { channel: 'signal', kind, value, carries: false, href: null };
    case 'phone':
      return { channel: 'sms', kind, value, carries: false, href: null };
    default:
      return null;
  }
}

/** In the order in which people look for them. */
export function waysTo(details: readonly Detail[], subject: string, body: string): readonly Way[] {
  return inOrder(details)
    .map((detail) => wayBy(detail, subject, body))
    .filter((way) => way !== null);
}
