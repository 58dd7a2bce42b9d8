/** Reads that ask the server and remember the answer for when there is no network. */
import { joinCodeIn } from '../card/parse';
import { OfflineError, ProblemError } from '../db/errors';
import { keepDeck, keepNumbered, keepPreview, keptDeck, keptNumbered, keptPreview } from '../db/shared';
import type { DeckPrompt, EventPreview, NumberedEvent } from '../db/types';
import { type Answer, transport } from '../sync/transport';
import { isRow } from '../sync/wire';

const FINAL: ReadonlySet<number> = new Set([401, 403, 404, 410, 422]);

function isNumbered(value: unknown): value is NumberedEvent {
  const facts = isRow(value) && typeof value.id === 'string' && typeof value.number === 'number';
  return facts && Array.isArray(value.prompts);
}

function isPreview(value: unknown): value is EventPreview {
  return isNumbered(value) && isRow(value) && typeof value.name === 'string';
}

function isDeck(value: unknown): value is readonly DeckPrompt[] {
  return Array.isArray(value) && value.every((card) => isRow(card) && typeof card.key === 'string');
}

/** The server's answer, else what was kept; a clear no is an error of its own. */
async function answerOr<T>(answer: Answer<T>, kept: () => Promise<T | null>): Promise<T> {
  if (answer.kind === 'ok') return answer.body;
  if (answer.kind === 'problem' && FINAL.has(answer.status)) throw new ProblemError(answer.problem);
  const before = await kept();
  if (before === null) throw new OfflineError('no answer and nothing kept');
  return before;
}

/** Keeping a copy is a courtesy: a full phone still shows what came. */
async function courteously(keeping: Promise<void>): Promise<void> {
  await keeping.catch(() => undefined);
}

const UNKNOWN_CODE = {
  type: 'about:blank',
  title: 'Unknown join code',
  status: 404,
  code: 'unknown_join_code',
  detail: '',
};

/** Throws OfflineError, or ProblemError with `unknown_join_code`. */
export async function previewEvent(joinCode: string): Promise<EventPreview> {
  const code = joinCodeIn(joinCode);
  if (code === null) throw new ProblemError(UNKNOWN_CODE);
  const answer = await transport({ method: 'GET', path: `/join/${code}`, is: isPreview });
  if (answer.kind === 'ok') await courteously(keepPreview(code, answer.body));
  return answerOr(answer, () => keptPreview(code));
}

/** Throws OfflineError, or ProblemError. */
export async function numberedEvent(number: number): Promise<NumberedEvent> {
  const answer = await transport({ method: 'GET', path: `/events/by-number/${number}`, is: isNumbered });
  if (answer.kind === 'ok') await courteously(keepNumbered(answer.body));
  return answerOr(answer, () => keptNumbered(number));
}

/** Throws OfflineError when neither the server nor this phone has it. */
export async function loadDeck(): Promise<readonly DeckPrompt[]> {
  const answer = await transport({ method: 'GET', path: '/deck', is: isDeck });
  if (answer.kind === 'ok') await courteously(keepDeck(answer.body));
  return answerOr(answer, keptDeck);
}
