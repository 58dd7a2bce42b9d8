/** The model server's rule for the words of a note: nothing goes over, or away with, words that nobody saw. */
import { digestOfWords, sha256 } from '../sync/digest';

export interface NoteWords {
  readonly text: string;
  readonly offer: string;
}

/** What of these words was in front of whoever names this base; an older app names the text alone. */
async function seenBy(base: string | null, { text, offer }: NoteWords) {
  const both = base === (await digestOfWords(text, offer));
  return { text: both || base === (await sha256(text)), offer: both };
}

const bothInOne = (kept: string, sent: string): string | null =>
  kept !== '' && sent !== '' && kept !== sent ? null : kept || sent;

/** A note's words after a write; null when the write's own become another note. */
export async function wordsAfter(
  kept: NoteWords,
  sent: NoteWords,
  base: string | null,
): Promise<NoteWords | null> {
  const seen = await seenBy(base, kept);
  const text = seen.text ? sent.text : bothInOne(kept.text, sent.text);
  const offer = seen.offer ? sent.offer : bothInOne(kept.offer, sent.offer);
  return text === null || offer === null ? null : { text, offer };
}

/** Whether a note has words that whoever deletes it did not see. */
export async function hasUnseenWords(kept: NoteWords, base: string | null): Promise<boolean> {
  if (base === null) return false;
  const seen = await seenBy(base, kept);
  return (kept.text !== '' && !seen.text) || (kept.offer !== '' && !seen.offer);
}
