/** What this phone keeps of one person, for the recap's screens. */

import { t } from '../../app/i18n';
import type { Meeting } from '../../commands/meeting-of';
import { aliases, attendeeAt, eventById, followUpDrafts, followUps, notesAbout } from '../../db/signals';
import type { FollowUpDraft, Id, LocalEncounter, LocalFollowUp } from '../../db/types';
import { draftFrom } from '../../recap/draft';
import { greetingName } from '../../recap/greeting';
import { followUpOf, type Stage, stageOf } from '../../recap/people';
import { cardOf } from '../encounter-words';
import { hollowWords, isEmptyJot } from '../jot/empty-jot';

function canonical(id: Id): Id {
  return aliases.value.get(id) ?? id;
}

export function followUpsAbout(encounterId: Id): readonly LocalFollowUp[] {
  const id = canonical(encounterId);
  return followUps.value.filter((row) => row.encounter_id === id);
}

export function messageDraftAbout(encounterId: Id): FollowUpDraft | null {
  const id = canonical(encounterId);
  return followUpDrafts.value.find((draft) => draft.encounter_id === id) ?? null;
}

export function followUpAbout(encounterId: Id): LocalFollowUp | null {
  return followUpOf(followUpsAbout(encounterId));
}

export function stageAbout(encounterId: Id): Stage {
  return stageOf(followUpAbout(encounterId), messageDraftAbout(encounterId));
}

/** Details that say something of this one person; "nice chat" would make a message that could go to anybody. */
export function detailsAbout(encounterId: Id): readonly string[] {
  const hollow = hollowWords(t('jot.hollow'));
  return notesAbout(encounterId)
    .map((note) => note.text)
    .filter((text) => text !== '' && !isEmptyJot(text, hollow));
}

export function offersAbout(encounterId: Id): readonly string[] {
  return notesAbout(encounterId)
    .map((note) => note.offer)
    .filter((offer) => offer !== '');
}

/** A label is my own word for somebody, and no way to greet them. */
function theirName(encounter: LocalEncounter): string | null {
  return greetingName(cardOf(encounter)?.name || (encounter.asker?.name ?? ''));
}

/** Null without a detail. */
export function firstDraft(encounter: LocalEncounter, meeting: Meeting | null): string | null {
  return draftFrom({
    encounterId: encounter.id,
    name: theirName(encounter),
    myName: attendeeAt(encounter.event_id)?.name ?? '',
    event: eventById(encounter.event_id)?.name ?? null,
    details: detailsAbout(encounter.id),
    offers: offersAbout(encounter.id),
    question: meeting?.question.text ?? null,
    answer: meeting?.theirAnswer ?? null,
  });
}
