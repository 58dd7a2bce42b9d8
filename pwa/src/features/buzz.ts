/** A short buzz, where the phone can; before the first tap browsers refuse it, and complain. */
const BUZZ_MS = 60;

export function buzz(): void {
  if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(BUZZ_MS);
}
