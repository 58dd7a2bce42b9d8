/** Times as people read them: always in the event's own zone. */
import type { EventPreview, Instant } from '../db/types';
import { intlLocale, t } from './i18n';

type Timed = Pick<EventPreview, 'zone' | 'starts_at' | 'ends_at'>;

function safeZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    return 'UTC';
  }
}

export function deviceZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

function minutesAhead(zone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const value = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(value('year'), value('month') - 1, value('day'), value('hour'), value('minute'));
  return Math.round((wall - Math.floor(at.getTime() / 60_000) * 60_000) / 60_000);
}

/** "2026-11-12T18:00" on the wall of that zone, as an instant. */
export function instantFromWall(wall: string, zone: string): Instant {
  return new Date(onWall(wall, zone).instant).toISOString();
}

/** How a time on the wall is meant: once, never that day (clocks skip it), or twice (they go back). */
export type WallFate = 'once' | 'skipped' | 'twice';

const DAY_MS = 86_400_000;

/**
 * A skipped time counts on from the old time, so it is read later on the new clock; of two, the
 * first is meant (as RFC 5545, section 3.3.5, reads local times).
 */
export function onWall(wall: string, zone: string): { readonly instant: number; readonly fate: WallFate } {
  const asUtc = Date.parse(`${wall}:00Z`);
  const place = safeZone(zone);
  const [before, after] = [-DAY_MS, DAY_MS].map((by) => minutesAhead(place, new Date(asUtc + by)));
  const readings = [...new Set([before, after])].map((ahead = 0) => asUtc - ahead * 60_000);
  const real = readings.filter((at) => at + minutesAhead(place, new Date(at)) * 60_000 === asUtc);
  if (real.length === 0) return { instant: asUtc - (before ?? 0) * 60_000, fate: 'skipped' };
  return { instant: Math.min(...real), fate: real.length > 1 ? 'twice' : 'once' };
}

/** The other way: what a clock in that zone shows, for a datetime-local field. */
export function wallFromInstant(instant: number, zone: string): string {
  const at = new Date(instant);
  return new Date(instant + minutesAhead(safeZone(zone), at) * 60_000).toISOString().slice(0, 16);
}

const EVENING_MS = 16 * 3_600_000;

/** "Lisbon" out of Europe/Lisbon, where this phone's clock shows another time; else ''. */
function foreignPlace(zone: string, at: Date): string {
  if (minutesAhead(zone, at) === minutesAhead(deviceZone(), at)) return '';
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

/** "Thu 12 Nov, 18:00 – 22:00", or only the days of a longer one; names the zone when this phone lives in another. */
export function eventTimes(event: Timed): string {
  const zone = safeZone(event.zone);
  const start = new Date(event.starts_at);
  const end = new Date(event.ends_at);
  const day = { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short' } as const;
  const days = new Intl.DateTimeFormat(intlLocale(), day);
  if (end.getTime() - start.getTime() > EVENING_MS) return days.formatRange(start, end);
  const clock = new Intl.DateTimeFormat(intlLocale(), { timeZone: zone, timeStyle: 'short' });
  const times = { day: days.format(start), start: clock.format(start), end: clock.format(end) };
  const place = foreignPlace(zone, start);
  return place === '' ? t('time.evening', times) : t('time.eveningAt', { ...times, place });
}

/** "until 22:00": enough for who is there. */
export function eventEnd(event: Timed): string {
  const zone = safeZone(event.zone);
  const end = new Date(event.ends_at);
  if (end.getTime() - Date.parse(event.starts_at) > EVENING_MS) return eventTimes(event);
  const place = foreignPlace(zone, end);
  const time = timeText(event.ends_at, zone);
  return place === '' ? t('time.until', { time }) : t('time.untilAt', { time, place });
}

export function dayText(instant: Instant, zone: string): string {
  return new Intl.DateTimeFormat(intlLocale(), {
    timeZone: safeZone(zone),
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(new Date(instant));
}

export function timeText(instant: Instant, zone: string): string {
  return new Intl.DateTimeFormat(intlLocale(), {
    timeZone: safeZone(zone),
    timeStyle: 'short',
  }).format(new Date(instant));
}

export function dateTimeText(instant: Instant, zone: string): string {
  return new Intl.DateTimeFormat(intlLocale(), {
    timeZone: safeZone(zone),
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  }).format(new Date(instant));
}
