/** A first draft of a message, made of what its author wrote down; null when that is nothing. Pure. */
import { formatMessage, type MessageParams } from '../app/message';
import words from '../locales/draft.en.json';
import { spokenEvent } from './greeting';

export interface DraftFrom {
  /** Chooses the shape, so that ten drafts do not read alike and each reads the same every time. */
  readonly encounterId: string;
  /** As they call themselves; null when nobody knows. */
  readonly name: string | null;
  readonly myName: string;
  readonly event: string | null;
  /** Notes to oneself, oldest first. Whatever their grammar is, they are only ever quoted. */
  readonly details: readonly string[];
  readonly offers: readonly string[];
  readonly question: string | null;
  readonly answer: string | null;
}

type Key = keyof typeof words;

const SHAPES = 6;
/** What is quoted has to leave room for what is said. */
const MOST_QUOTED = 1_200;
const SHORT_DETAIL = 120;
const LINK = /(?:https?:\/\/|www\.)\S/i;
const QUOTED = /^(?:“[^“”]*”|"[^"]*"|«[^«»]*»|„[^„“”]*[“”]|「[^「」]*」)$/u;
const APOSTROPHES = /[‘’ʼ]/gu;
const toDo = new RegExp(`^(?:${words.toDos})\\b`, 'i');

function say(key: Key, params: MessageParams = {}): string {
  return formatMessage(words[key], params, 'en', (same) => same, false);
}

/** FNV-1a, 32 bits: the same on every phone. */
function numberOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const letter of id) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash >>> 0;
}

/** On a line of its own, in its author's words; a closing quote would stick to a link. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return LINK.test(line) || QUOTED.test(line) ? line : `“${line}”`;
}

/** The oldest first, as many as fit. */
function fitting(texts: readonly string[], room: number): readonly string[] {
  let left = room;
  return texts.map(quoted).filter((line) => {
    left -= line.length;
    return left >= 0;
  });
}

const filled = (texts: readonly string[]): readonly string[] => texts.filter((text) => text.trim() !== '');

function offerPart(offers: readonly string[], shape: number): readonly string[] {
  if (offers.length === 0) return [];
  const [begin, end] =
    shape % 2 === 0 ? (['offer1', 'offerEnd1'] as const) : (['offer2', 'offerEnd2'] as const);
  return [say(begin), offers.join('\n'), say(end)];
}

function isToDo(detail: string): boolean {
  return toDo.test(detail.trim().replace(APOSTROPHES, "'"));
}

function detailPart(from: DraftFrom, lines: readonly string[], shape: number): readonly string[] {
  const details = filled(from.details);
  const params = {
    event: from.event === null ? say('someEvent') : spokenEvent(from.event),
    count: lines.length,
  };
  if (details.every(isToDo)) {
    const asks = /^ask\b/i.test(details[0]?.trim() ?? '');
    return [say('toDo', params), lines.join('\n'), say(asks ? 'toDoAsk' : 'toDoOther')];
  }
  const begin = `open${(shape % SHAPES) + 1}` as Key;
  const end = `close${(Math.floor(shape / SHAPES) % SHAPES) + 1}` as Key;
  return [say(begin, params), lines.join('\n'), ...answerPart(from, details, shape), say(end)];
}

/** Only beside a short detail, and only now and then. */
function answerPart(from: DraftFrom, details: readonly string[], shape: number): readonly string[] {
  const wanted = Math.floor(shape / SHAPES ** 2) % 2 === 0;
  const { question, answer } = from;
  if (!wanted || question === null || answer === null || details.join().length > SHORT_DETAIL) return [];
  return [say('answer', { question }), quoted(answer)];
}

export function draftFrom(from: DraftFrom): string | null {
  const details = filled(from.details);
  if (details.length === 0) return null;
  const shape = numberOf(from.encounterId);
  const lines = fitting(details, MOST_QUOTED);
  const offers = fitting(filled(from.offers), MOST_QUOTED / 2);
  const hello = from.name === null ? say('helloNobody') : say('hello', { name: from.name });
  return [hello, ...offerPart(offers, shape), ...detailPart(from, lines, shape), from.myName]
    .filter((part) => part !== '')
    .join('\n\n');
}

export function subjectFor(event: string | null): string {
  return event === null ? say('subjectNoEvent') : say('subject', { event: spokenEvent(event) });
}
