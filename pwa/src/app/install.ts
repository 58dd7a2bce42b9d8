/** Installing the app: the browser's own prompt kept for a good moment, or the hint that iPhones need. */
import { signal } from '@preact/signals';

/** The part of `BeforeInstallPromptEvent` that we use; not in TypeScript's DOM. */
interface InstallPrompt extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

/** The browser can be asked to install. */
export const installable = signal(false);

let kept: InstallPrompt | null = null;

/** Called once, as early as possible: the event comes only once. */
export function keepInstallPrompt(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    kept = event as InstallPrompt;
    installable.value = true;
  });
  addEventListener('appinstalled', () => {
    kept = null;
    installable.value = false;
  });
}

/** From a tap. True when the person agreed. */
export async function install(): Promise<boolean> {
  const prompt = kept;
  kept = null;
  installable.value = false;
  return (await prompt?.prompt())?.outcome === 'accepted';
}

export function isInstalled(): boolean {
  const onHomeScreen = (navigator as { readonly standalone?: boolean }).standalone === true;
  return onHomeScreen || matchMedia('(display-mode: standalone)').matches;
}

/** An iPhone or iPad in its browser: only its own share menu can install. */
export function needsShareMenu(): boolean {
  const apple = /iPhone|iPad|iPod/.test(navigator.userAgent);
  const tablet = /Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1;
  return (apple || tablet) && !isInstalled();
}
