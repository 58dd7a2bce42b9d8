/** A live code and a name carried from the landing page (or the scanner) to the welcome screen, in this tab only. */

const KEY = 'kith.invitation';

export interface Invitation {
  /** The scanned text, whole. */
  readonly code: string;
  /** Typed on the landing page; '' when it is still to be asked. */
  readonly name: string;
}

export function keepInvitation(invitation: Invitation): void {
  sessionStorage.setItem(KEY, JSON.stringify(invitation));
}

export function takeInvitation(): Invitation | null {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return null;
    if (!('code' in stored) || typeof stored.code !== 'string') return null;
    const name = 'name' in stored && typeof stored.name === 'string' ? stored.name : '';
    return { code: stored.code, name };
  } catch {
    return null;
  }
}

export function dropInvitation(): void {
  sessionStorage.removeItem(KEY);
}
