/** What to call somebody, and what to say of how far a meeting has come. */
import { t } from '../app/i18n';
import { attendeeAt, problems } from '../db/signals';
import type { Attendee, CardFields, ContactDetail, LocalEncounter } from '../db/types';
import { inOrder } from './contact-order';

/** Their card as far as this phone knows it: the server's, else what the code carried. */
export function cardOf(encounter: LocalEncounter): CardFields | null {
  return encounter.person ?? encounter.scanned;
}

/** Their name, else my label for them, else the name they asked under; null when there is none. */
export function knownName(encounter: LocalEncounter): string | null {
  const card = cardOf(encounter);
  if (card !== null && card.name !== '') return card.name;
  if (encounter.label !== '') return encounter.label;
  return encounter.asker?.name ?? null;
}

export function nameOf(encounter: LocalEncounter): string {
  return knownName(encounter) ?? t('met.someone');
}

const LONGEST_SHORT = 20;

/** So that one endless word does not push a sentence off the screen. */
function cut(name: string): string {
  const letters = [...new Intl.Segmenter().segment(name)].map((part) => part.segment);
  return letters.length > LONGEST_SHORT ? `${letters.slice(0, LONGEST_SHORT).join('')}…` : name;
}

/** "Noor" out of "Noor Haddad", for sentences. Only where a space parts names. */
export function shortName(encounter: LocalEncounter): string {
  const name = knownName(encounter);
  if (name === null) return t('met.them');
  const [first = name] = name.trim().split(/\s+/u);
  return cut([...first].length > 1 ? first : name);
}

/** The server has seen the code, and it is nobody's. */
export function isUnknown(encounter: LocalEncounter): boolean {
  return encounter.state === 'unmatched' && !encounter.local;
}

/** The server would not take the scan; its author finds it among the problems. */
export function isRefused(encounter: LocalEncounter): boolean {
  return problems.value.some((one) => one.kind === 'encounter.record' && one.entity_id === encounter.id);
}

/** Where a meeting stands, in one short line; null when it is complete. */
export function standing(encounter: LocalEncounter): string | null {
  const name = shortName(encounter);
  if (encounter.asks_me) return null;
  if (isRefused(encounter)) return t('met.refused');
  if (encounter.local && encounter.scanned !== null) return t('met.fromPhone', { name });
  if (encounter.state === 'unmatched') return t('met.unmatched');
  if (encounter.state === 'pending') {
    if (encounter.person !== null) return t('met.pendingCard', { name });
    return cardOf(encounter) === null ? t('met.pendingNoCard') : t('met.pending', { name });
  }
  return null;
}

/** The same in a word or two, for lists. */
export function shortStanding(encounter: LocalEncounter): string | null {
  if (encounter.asks_me) return null;
  if (isRefused(encounter)) return t('met.refusedShort');
  if (isUnknown(encounter)) return t('met.unmatchedShort');
  // What the server has not heard of waits for the network, not for anybody's yes.
  return encounter.state === 'pending' && !encounter.local ? t('met.pendingShort') : null;
}

/** By scanning each other both agreed; where nothing is switched on, nothing has passed. */
export function hasMyDetails(encounter: LocalEncounter): boolean {
  return encounter.i_shared && sharedDetails(attendeeAt(encounter.event_id)).length > 0;
}

export function sharedDetails(attendee: Attendee | null): readonly ContactDetail[] {
  const shared = attendee?.contact_details.filter((detail) => detail.shared && detail.value !== '') ?? [];
  return inOrder(shared);
}
