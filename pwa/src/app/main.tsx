/** Starts the app: language, the phone's own data, then the first screen. Part of the first load: keep small. */
import '../styles/base.css';
import '../styles/helpers.css';
import { render } from 'preact';
import { followUpDrafts } from '../db/signals';
import { transport } from '../sync/transport';
import { isRow } from '../sync/wire';
import { startClock } from './clock';
import { coldStart } from './cold-start';
import { startLanguage } from './i18n';
import { keepInstallPrompt } from './install';
import { reloadOnceOnMissingFile, startOutlet } from './outlet';
import { startRouter } from './router';
import { prefetchScan } from './routes';
import { Shell } from './shell';
import { startData } from './start-data';
import { storageFailed } from './storage-state';

function whenIdle(task: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(task, { timeout: 4_000 });
  else setTimeout(task, 1_500);
}

async function registerWorker(): Promise<void> {
  const { registerServiceWorker } = await import('./update');
  registerServiceWorker();
}

/** Any answer tells it. */
function askTheTime(): Promise<unknown> {
  return transport({ method: 'GET', path: '/health', is: isRow });
}

/** A page that was closed within the seconds of Undo: what was decided is carried out now. */
async function carryOutDecisions(): Promise<void> {
  if (followUpDrafts.value.every((draft) => draft.decision === null)) return;
  const { watchDecisions } = await import('../features/recap/decisions');
  watchDecisions();
}

async function start(): Promise<void> {
  keepInstallPrompt();
  reloadOnceOnMissingFile();
  startRouter();
  startClock(() => void askTheTime());
  await startLanguage();
  await startData().catch(() => {
    storageFailed.value = true;
  });
  const root = document.getElementById('app');
  if (root === null) return;
  coldStart();
  startOutlet();
  root.replaceChildren();
  render(<Shell />, root);
  whenIdle(prefetchScan);
  whenIdle(() => void carryOutDecisions().catch(() => undefined));
  void registerWorker().catch(() => undefined);
}

void start();
