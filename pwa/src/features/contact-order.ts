/** Contact details in the order people look for them: ways to write first, work last. */
import type { ContactKind } from '../db/types';

export const CONTACT_KINDS: readonly ContactKind[] = [
  'email',
  'phone',
  'whatsapp',
  'signal',
  'linkedin',
  'website',
  'title',
  'company',
];

export function inOrder<T extends { readonly kind: ContactKind }>(details: readonly T[]): readonly T[] {
  return [...details].sort((one, two) => CONTACT_KINDS.indexOf(one.kind) - CONTACT_KINDS.indexOf(two.kind));
}
