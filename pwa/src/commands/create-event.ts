/** An organiser makes an event. */
import { InvalidInputError } from '../db/errors';
import { EVENT_MARGIN_MS, moved } from '../db/event-window';
import { uuid7 } from '../db/ids';
import { keptDeck } from '../db/shared';
import { account } from '../db/signals';
import type { DeckPrompt, Id, Instant, KithEvent, Prompt } from '../db/types';
import { enqueue } from '../sync/outbox';
import { actAs, newOp } from './act';
import { accept, LIMITS } from './limits';

export type NewPrompt = { readonly deck_key: string } | { readonly text: string };

export interface NewEvent {
  readonly name: string;
  /** IANA name. */
  readonly zone: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** One to twelve. */
  readonly prompts: readonly NewPrompt[];
}

function acceptPrompts(prompts: readonly NewPrompt[]): NewPrompt[] {
  if (prompts.length === 0) throw new InvalidInputError('prompts', 'empty', LIMITS.prompts);
  if (prompts.length > LIMITS.prompts) {
    throw new InvalidInputError('prompts', 'too-long', LIMITS.prompts);
  }
  return prompts.map((prompt) => ('deck_key' in prompt ? prompt : { text: accept('prompt', prompt.text) }));
}

function shown(prompts: readonly NewPrompt[], deck: readonly DeckPrompt[]): Prompt[] {
  return prompts.map((prompt, index) => {
    const retired = false;
    if ('text' in prompt) return { index, text: prompt.text, retired };
    return { index, text: deck.find((card) => card.key === prompt.deck_key)?.text ?? '', retired };
  });
}

/** Number 0 says that the server has not given it one: no code can be shown yet. */
function unnumbered(id: Id, event: NewEvent, name: string, prompts: readonly Prompt[]): KithEvent {
  const { zone, startsAt, endsAt } = event;
  const opens_at = moved(startsAt, -EVENT_MARGIN_MS);
  return {
    id,
    number: 0,
    name,
    zone,
    starts_at: startsAt,
    ends_at: endsAt,
    opens_at,
    closes_at: moved(endsAt, EVENT_MARGIN_MS),
    join_opens_at: null,
    join_closes_at: null,
    code_zero_at: opens_at,
    closed_at: null,
    version: 0,
    prompts,
    role: 'owner',
    join_code: null,
    joined: null,
  };
}

/** `organiserName` names the account when there is none yet. */
export async function createEvent(event: NewEvent, organiserName?: string): Promise<Id> {
  const name = accept('eventName', event.name);
  const organiser = accept('name', account.value?.name ?? organiserName ?? '');
  const prompts = acceptPrompts(event.prompts);
  const id = uuid7();
  const row = unnumbered(id, event, name, shown(prompts, (await keptDeck()) ?? []));
  const body = {
    name,
    zone: event.zone,
    starts_at: row.starts_at,
    ends_at: row.ends_at,
    prompts: prompts.map((prompt) => ({ ...prompt })),
  };
  const op = newOp('event.create', null, id, body);
  return actAs(organiser, async (tx) => {
    await tx.objectStore('events').put(row);
    await enqueue(tx, op);
    return id;
  });
}
