/** Shows the screen of the present path; the screen before stays until the next one is here. */
import { effect, signal, untracked } from '@preact/signals';
import type { JSX } from 'preact';
import { Skeleton } from '../ui/skeleton';
import { t } from './i18n';
import type { PathParams } from './match-path';
import styles from './outlet.module.css';
import { path } from './router';
import { routeFor, type Screen } from './routes';

interface Shown {
  readonly screen: Screen | null;
  readonly params: PathParams;
  readonly path: string;
  readonly bare: boolean;
  readonly failed: boolean;
}

const NOTHING: Shown = { screen: null, params: {}, path: '', bare: false, failed: false };
export const shown = signal<Shown>(NOTHING);
const cache = new Map<string, Screen>();

function show(next: Shown): void {
  const moved = shown.peek().path !== next.path;
  shown.value = next;
  if (moved) scrollTo(0, 0);
}

async function follow(actual: string): Promise<void> {
  const { route, params } = routeFor(actual);
  const base = { params, path: actual, bare: route.bare };
  const ready = route.screen ?? cache.get(route.pattern) ?? null;
  if (ready !== null) {
    show({ ...base, screen: ready, failed: false });
    return;
  }
  try {
    const screen = await route.load();
    cache.set(route.pattern, screen);
    if (path.value === actual) show({ ...base, screen, failed: false });
  } catch {
    if (path.value === actual) show({ ...base, screen: null, failed: true });
  }
}

/** After an update an old page may ask for a file that is gone: load the new page, once. */
export function reloadOnceOnMissingFile(): void {
  addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem('kith.reloaded') ?? '0');
    if (Date.now() - last < 60_000) return;
    event.preventDefault();
    sessionStorage.setItem('kith.reloaded', String(Date.now()));
    location.reload();
  });
}

export function startOutlet(): void {
  effect(() => {
    const actual = path.value;
    untracked(() => void follow(actual));
  });
}

export function Outlet(): JSX.Element {
  const { screen: Screen, params, path: key, failed } = shown.value;
  if (Screen !== null) return <Screen key={key} params={params} />;
  if (!failed) return <Skeleton />;
  return (
    <div class={styles.failed}>
      <h1>{t('app.screenMissing')}</h1>
      <p>{t('app.screenMissingText')}</p>
    </div>
  );
}
