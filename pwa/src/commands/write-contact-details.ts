/** Changing my channels at an event, each with its own switch. */
import type { ContactDetail, Id } from '../db/types';
import { withContactDetails } from '../sync/overlay';
import { accept } from './limits';
import { writeAboutMe } from './write-card';

/** One row for each kind given; an empty value removes that channel. */
export async function writeContactDetails(
  eventId: Id,
  details: readonly ContactDetail[],
  shareWithEveryone?: boolean,
): Promise<void> {
  const accepted = details.map(({ kind, value, shared }) => ({
    kind,
    value: accept('contact', value),
    shared,
  }));
  const sharing = shareWithEveryone === undefined ? {} : { share_with_everyone: shareWithEveryone };
  const body = { details: accepted, ...sharing };
  await writeAboutMe(eventId, 'contact_details.write', body, (me) => withContactDetails(me, body));
}
