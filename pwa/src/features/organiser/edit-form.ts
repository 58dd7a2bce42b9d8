/** An event's name and times as they are being changed: only what really changed is sent. */
import { instantFromWall, wallFromInstant } from '../../app/dates';
import { t } from '../../app/i18n';
import { faultIn, LIMITS } from '../../commands/limits';
import type { Instant, KithEvent } from '../../db/types';
import type { EventChanges } from '../../sync/overlay-event';
import { timesFault } from './event-form';
import './words';

const DAY_MS = 86_400_000;

export interface EditWords {
  readonly name: string;
  readonly zone: string;
  /** "2026-11-12T18:00", on the wall of `zone`; '' where joining has no limit. */
  readonly start: string;
  readonly end: string;
  readonly joinFrom: string;
  readonly joinUntil: string;
}

export type EditFaults = Partial<Record<'name' | 'end' | 'joinUntil', string>>;

function wall(instant: Instant | null | undefined, zone: string): string {
  return instant ? wallFromInstant(Date.parse(instant), zone) : '';
}

export function wordsOf(event: KithEvent): EditWords {
  const { name, zone } = event;
  return {
    name,
    zone,
    start: wall(event.starts_at, zone),
    end: wall(event.ends_at, zone),
    joinFrom: wall(event.join_opens_at, zone),
    joinUntil: wall(event.join_closes_at, zone),
  };
}

function doorFault(words: EditWords): string | null {
  const at = (text: string): number | null =>
    text === '' ? null : Date.parse(instantFromWall(text, words.zone));
  const [from, until, start, end] = [words.joinFrom, words.joinUntil, words.start, words.end].map(at);
  if (from != null && until != null && until <= from) return t('editEvent.doorOrder');
  if (from != null && end != null && from >= end) return t('editEvent.doorLate');
  return until != null && start != null && until <= start - DAY_MS ? t('editEvent.doorEarly') : null;
}

export function faultsInEdit(words: EditWords): EditFaults {
  const faults: EditFaults = {};
  const name = faultIn('eventName', words.name);
  if (name === 'empty') faults.name = t('newEvent.nameEmpty');
  else if (name !== null) faults.name = t('errors.tooLong', { count: LIMITS.eventName });
  const times = timesFault(words);
  if (times !== null) faults.end = times;
  const door = times === null ? doorFault(words) : null;
  if (door !== null) faults.joinUntil = door;
  return faults;
}

/** Times on the wall stay what they are when the zone changes, so a new zone moves every instant. */
export function changesIn(words: EditWords, event: KithEvent): EventChanges {
  const before = wordsOf(event);
  const other = words.zone !== before.zone;
  const moved = (field: 'start' | 'end' | 'joinFrom' | 'joinUntil'): boolean =>
    words[field] !== before[field] || (other && words[field] !== '');
  const instant = (text: string): Instant => instantFromWall(text, words.zone);
  const limit = (text: string): Instant | null => (text === '' ? null : instant(text));
  return {
    ...(words.name.trim() === before.name ? {} : { name: words.name }),
    ...(other ? { zone: words.zone } : {}),
    ...(moved('start') ? { starts_at: instant(words.start) } : {}),
    ...(moved('end') ? { ends_at: instant(words.end) } : {}),
    ...(moved('joinFrom') ? { join_opens_at: limit(words.joinFrom) } : {}),
    ...(moved('joinUntil') ? { join_closes_at: limit(words.joinUntil) } : {}),
  };
}
