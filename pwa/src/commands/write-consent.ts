/** Giving or withdrawing a consent. */
import type { Consent, Id } from '../db/types';
import { withConsent } from '../sync/overlay';
import { instant } from './act';
import { CONSENT_WORDING, language } from './card-form';
import { writeAboutMe } from './write-card';

export async function writeConsent(eventId: Id, purpose: Consent['purpose'], given: boolean): Promise<void> {
  const body = { purpose, given, wording: CONSENT_WORDING, language: language() };
  await writeAboutMe(eventId, 'consent.write', body, (me) => withConsent(me, body, instant()));
}
