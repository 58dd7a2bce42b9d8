/** A path against a pattern. Pure. */

export type PathParams = Readonly<Record<string, string>>;

/** '/people/:id' against '/people/1' gives {id: '1'}; null when it does not fit. */
export function matchPath(pattern: string, actual: string): PathParams | null {
  const wanted = pattern.split('/').filter(Boolean);
  const given = actual.split('/').filter(Boolean);
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = safeDecode(value);
    else if (part !== value) return null;
  }
  return params;
}

function safeDecode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
