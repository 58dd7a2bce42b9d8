/** How to address somebody by the name on their card. Pure. */

const TITLE = /^(?:dr|prof|mr|mrs|ms|mx|sir|dame|herr|frau)\.?$/i;

/** "Noor" out of "Noor Haddad"; a title or an initial alone is nobody's name. */
export function greetingName(name: string): string | null {
  const whole = name.trim().replace(/\s+/gu, ' ');
  if (whole === '') return null;
  const [first = whole] = whole.split(' ');
  return TITLE.test(first) || [...first.replace(/\.$/, '')].length < 2 ? whole : first;
}
