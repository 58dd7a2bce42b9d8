/** An event as its organiser's screen shows it: the server's word, with their own unsent acts on top. Pure. */
import { EVENT_MARGIN_MS, moved } from '../db/event-window';
import type { Op } from '../db/schema';
import type { Instant, KithEvent, Prompt } from '../db/types';

export interface EventChanges {
  readonly name?: string;
  readonly zone?: string;
  readonly starts_at?: Instant;
  readonly ends_at?: Instant;
  readonly join_opens_at?: Instant | null;
  readonly join_closes_at?: Instant | null;
}

/** A question that the event has or had, or new words. */
export type PromptChoice = { readonly index: number } | { readonly text: string };

function withTimes(event: KithEvent): KithEvent {
  const usual = moved(event.ends_at, EVENT_MARGIN_MS);
  const { closed_at } = event;
  const closes_at = closed_at !== null && closed_at < usual ? closed_at : usual;
  const opens = moved(event.starts_at, -EVENT_MARGIN_MS);
  return { ...event, opens_at: opens > event.code_zero_at ? opens : event.code_zero_at, closes_at };
}

/** New words get the index that the server will give them: the next one, in their order. */
function withPrompts(event: KithEvent, choices: readonly PromptChoice[]): KithEvent {
  let next = Math.max(-1, ...event.prompts.map((one) => one.index)) + 1;
  const asked = choices.flatMap((choice): Prompt[] => {
    const known = event.prompts.find((one) =>
      'index' in choice ? one.index === choice.index : one.text === choice.text,
    );
    if (known !== undefined) return [{ ...known, retired: false }];
    if ('index' in choice) return [];
    next += 1;
    return [{ index: next - 1, text: choice.text, retired: false }];
  });
  const indexes = new Set(asked.map((one) => one.index));
  const left = event.prompts.filter((one) => !indexes.has(one.index));
  return { ...event, prompts: [...asked, ...left.map((one) => ({ ...one, retired: true }))] };
}

function actOnEvent(event: KithEvent, op: Op): KithEvent {
  switch (op.kind) {
    case 'event.change':
      return withTimes({ ...event, ...(op.body as EventChanges) });
    case 'event.prompts':
      return withPrompts(event, op.body.prompts as unknown as readonly PromptChoice[]);
    case 'event.close':
      return withTimes({ ...event, closed_at: event.closed_at ?? op.at });
    case 'event.reopen':
      return withTimes({ ...event, closed_at: null });
    case 'event.delete':
      return withTimes({
        ...event,
        closed_at: event.closed_at ?? op.at,
        role: null,
        join_code: null,
        joined: null,
      });
    default:
      return event;
  }
}

/** Null when I have deleted it and was not among its attendees. */
export function overlaidEvent(event: KithEvent, unsent: readonly Op[], attending: boolean): KithEvent | null {
  const acts = unsent.filter((op) => op.entity_id === event.id && op.kind.startsWith('event.'));
  const shown = acts.reduce(actOnEvent, event);
  return acts.some((op) => op.kind === 'event.delete') && !attending ? null : shown;
}
