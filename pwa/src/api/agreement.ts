/** Does not compile when what the API describes is no longer what this app keeps and shows. */
import type {
  Account,
  Attendee,
  DeckPrompt,
  Encounter,
  EventPreview,
  KithEvent,
  Note,
  ProblemDetails,
} from '../db/types';
import type { components } from './schema';

type Wire = components['schemas'];

interface Kept {
  AccountOut: Account;
  AttendeeOut: Attendee;
  DeckPromptOut: DeckPrompt;
  EncounterOut: Encounter;
  EventOut: KithEvent;
  EventPreviewOut: EventPreview;
  NoteOut: Note;
  ProblemOut: ProblemDetails;
}

type Disagreements = { [Name in keyof Kept]: Wire[Name] extends Kept[Name] ? never : Name }[keyof Kept];

/** The names of the shapes that differ, if any; then this line does not compile. */
export const AGREED: Disagreements extends never ? true : Disagreements = true;
