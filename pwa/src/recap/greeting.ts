/** How to address somebody by the name on their card, and what people call an event. Pure. */

const TITLE = /^(?:dr|prof|mr|mrs|ms|mx|sir|dame|herr|frau)\.?$/i;

/** "Noor" out of "Noor Haddad"; a title or an initial alone is nobody's name. */
export function greetingName(name: string): string | null {
  const whole = name.trim().replace(/\s+/gu, ' ');
  if (whole === '') return null;
  const [first = whole] = whole.split(' ');
  return TITLE.test(first) || [...first.replace(/\.$/, '')].length < 2 ? whole : first;
}

const SUBTITLE = /\s*[:–—|]\s+/u;
const SHORTEST_EVENT = 3;

/** "Small Repairs" out of "Small Repairs: an evening in Lisbon": nobody says the rest. */
export function spokenEvent(name: string): string {
  const [first = name] = name.trim().split(SUBTITLE);
  return first.length >= SHORTEST_EVENT ? first : name.trim();
}
