/** A new event as it is being filled in, and what is still wrong with it. */

import { deviceZone, instantFromWall, onWall, wallFromInstant } from '../../app/dates';
import { t } from '../../app/i18n';
import type { NewPrompt } from '../../commands/create-event';
import { faultIn, LIMITS, tidy } from '../../commands/limits';
import type { DeckPrompt, Prompt } from '../../db/types';
import type { PromptChoice } from '../../sync/overlay-event';
import './words';

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 31;

/** Chosen from the deck (with its key), or the organiser's own. */
export interface ChosenPrompt {
  readonly key: string | null;
  readonly text: string;
}

export interface EventWords {
  readonly organiser: string;
  readonly name: string;
  readonly zone: string;
  /** "2026-11-12T18:00", on the wall of `zone`. */
  readonly start: string;
  readonly end: string;
  readonly prompts: readonly ChosenPrompt[];
  /** A question of one's own that is typed and not added yet. */
  readonly own: string;
}

export type EventFaults = Partial<Record<keyof EventWords, string>>;

/** Tomorrow evening, where this phone is. */
export function emptyEvent(organiser: string, nowMs: number): EventWords {
  const zone = deviceZone();
  const day = wallFromInstant(nowMs + DAY_MS, zone).slice(0, 10);
  return { organiser, name: '', zone, start: `${day}T18:00`, end: `${day}T22:00`, prompts: [], own: '' };
}

export type QuestionWords = Pick<EventWords, 'prompts' | 'own'>;
type TimeWords = Pick<EventWords, 'zone' | 'start' | 'end'>;

export function timesFault(words: TimeWords): string | null {
  if (words.start === '' || words.end === '') return t('newEvent.timesMissing');
  const start = Date.parse(instantFromWall(words.start, words.zone));
  const end = Date.parse(instantFromWall(words.end, words.zone));
  if (end <= start) return t('newEvent.endFirst');
  return end - start > LONGEST_DAYS * DAY_MS ? t('newEvent.tooLong', { count: LONGEST_DAYS }) : null;
}

/** Whoever typed a question and saves wants it asked, whether or not they tapped Add. */
export function withOwn({ prompts, own }: QuestionWords): readonly ChosenPrompt[] {
  const text = tidy(own);
  const there = text === '' || prompts.some((one) => one.text === text);
  return there ? prompts : [...prompts, { key: null, text }];
}

/** Why the typed question cannot be added, if so. */
export function ownFault(words: QuestionWords): string | null {
  if (faultIn('prompt', words.own) === 'too-long') return t('errors.tooLong', { count: LIMITS.prompt });
  return withOwn(words).length > LIMITS.prompts ? t('newEvent.full', { count: LIMITS.prompts }) : null;
}

/** Nobody could join an event that is over; a change of an old one's name is another matter. */
function pastFault(words: TimeWords, nowMs: number): string | null {
  return Date.parse(instantFromWall(words.end, words.zone)) > nowMs ? null : t('newEvent.past');
}

export function faultsIn(words: EventWords, asksName: boolean, nowMs: number): EventFaults {
  const faults: EventFaults = {};
  const name = faultIn('eventName', words.name);
  if (name === 'empty') faults.name = t('newEvent.nameEmpty');
  else if (name !== null) faults.name = t('errors.tooLong', { count: LIMITS.eventName });
  if (asksName && faultIn('name', words.organiser) !== null) faults.organiser = t('errors.nameEmpty');
  const times = timesFault(words) ?? pastFault(words, nowMs);
  if (times !== null) faults.end = times;
  if (withOwn(words).length === 0) faults.prompts = t('newEvent.noPrompts');
  const own = ownFault(words);
  if (own !== null) faults.own = own;
  return faults;
}

export function toPrompt(prompt: ChosenPrompt): NewPrompt {
  return prompt.key === null ? { text: prompt.text } : { deck_key: prompt.key };
}

export function toInstants(words: TimeWords): { readonly startsAt: string; readonly endsAt: string } {
  return {
    startsAt: instantFromWall(words.start, words.zone),
    endsAt: instantFromWall(words.end, words.zone),
  };
}

function clock(wall: string): string {
  return wall.slice(11, 16);
}

/** What becomes of one time on the wall, where that is not plain. */
function wallNote(wall: string, zone: string): readonly string[] {
  if (wall === '') return [];
  const { instant, fate } = onWall(wall, zone);
  if (fate === 'once') return [];
  if (fate === 'twice') return [t('newEvent.twice', { time: clock(wall) })];
  return [t('newEvent.skipped', { time: clock(wall), used: clock(wallFromInstant(instant, zone)) })];
}

/** What the clocks do to these times, where they change that night: one sentence each. */
export function clockNotes({ zone, start, end }: TimeWords): readonly string[] {
  if (start === '' || end === '') return [];
  const [began, ended] = [onWall(start, zone).instant, onWall(end, zone).instant];
  const onClock = Date.parse(`${end}:00Z`) - Date.parse(`${start}:00Z`);
  const changes = ended > began && ended - began < 2 * DAY_MS && ended - began !== onClock;
  const hours = { hours: Math.round((ended - began) / 360_000) / 10 };
  return [
    ...wallNote(start, zone),
    ...wallNote(end, zone),
    ...(changes ? [t('newEvent.clocksChange', hours)] : []),
  ];
}

/** One prompt of each mood, so that a new event has something to begin with. */
export function firstChoice(deck: readonly DeckPrompt[]): readonly ChosenPrompt[] {
  const moods = new Map<string, ChosenPrompt>();
  for (const { key, mood, text } of deck) if (!moods.has(mood)) moods.set(mood, { key, text });
  return [...moods.values()].slice(0, 4);
}

export function moved(prompts: readonly ChosenPrompt[], from: number, by: -1 | 1): readonly ChosenPrompt[] {
  const to = from + by;
  const one = prompts[from];
  const other = prompts[to];
  if (one === undefined || other === undefined) return prompts;
  return prompts.map((prompt, index) => {
    if (index === from) return other;
    return index === to ? one : prompt;
  });
}

/** Words that the event asks or asked are the same question again. */
export function toChoices(
  chosen: readonly ChosenPrompt[],
  known: readonly Prompt[],
): readonly PromptChoice[] {
  return chosen.map(({ text }) => {
    const same = known.find((one) => one.text === tidy(text));
    return same === undefined ? { text } : { index: same.index };
  });
}
