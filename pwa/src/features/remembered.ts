/** A short list of ids that this phone remembers, such as what it has offered once already. */

const MOST = 200;

function read(key: string): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

export function isRemembered(key: string, id: string): boolean {
  return read(key).includes(id);
}

export function remember(key: string, id: string): void {
  try {
    localStorage.setItem(key, JSON.stringify([...read(key).slice(1 - MOST), id]));
  } catch {
    // It is offered once more, that is all.
  }
}
