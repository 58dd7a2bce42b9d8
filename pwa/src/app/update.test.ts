/** Storing the app and letting in newer versions, with a browser that does as it is told. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

class FakeWorker extends EventTarget {
  readonly heard: string[] = [];
  reply: boolean | null = true;
  constructor(public state: string) {
    super();
  }
  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
  postMessage(message: string, ports: readonly MessagePort[] = []): void {
    this.heard.push(message);
    if (this.reply !== null) ports[0]?.postMessage({ ready: this.reply });
  }
}

class FakeRegistration extends EventTarget {
  installing: FakeWorker | null = null;
  waiting: FakeWorker | null = null;
  active: FakeWorker | null = null;
  onUpdate: () => void = () => undefined;
  async update(): Promise<void> {
    this.onUpdate();
  }
}

let registration: FakeRegistration;
let container: EventTarget & { controller: FakeWorker | null; register: () => Promise<FakeRegistration> };
let page: EventTarget & { visibilityState: string };
let reload: ReturnType<typeof vi.fn<() => void>>;

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  registration = new FakeRegistration();
  registration.active = new FakeWorker('activated');
  const register = vi.fn(async () => registration);
  container = Object.assign(new EventTarget(), { controller: registration.active, register });
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  reload = vi.fn<() => void>();
  const phone = new EventTarget();
  vi.stubGlobal('addEventListener', phone.addEventListener.bind(phone));
  vi.stubGlobal('dispatchEvent', phone.dispatchEvent.bind(phone));
  vi.stubGlobal('document', page);
  vi.stubGlobal('location', { reload });
  vi.stubGlobal('navigator', { serviceWorker: container });
  vi.stubGlobal('requestIdleCallback', (task: () => void) => queueMicrotask(task));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function start() {
  const [update, signals] = await Promise.all([import('./update'), import('../db/signals')]);
  update.registerServiceWorker();
  return { ...update, ...signals };
}

/** Messages between ports take real turns of the loop. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function bring(state: string): FakeWorker {
  const coming = new FakeWorker('installing');
  registration.installing = coming;
  registration.dispatchEvent(new Event('updatefound'));
  registration.installing = null;
  registration.waiting = coming;
  coming.become(state);
  return coming;
}

test('a first installation that fails is tried again after a while', async () => {
  const first = new FakeWorker('installing');
  Object.assign(registration, { active: null, installing: first });
  const { appStored } = await start();
  await turns();
  first.become('redundant');
  await turns();
  expect(appStored.value).toBe(false);

  Object.assign(registration, { active: container.controller, installing: null });
  await vi.advanceTimersByTimeAsync(30_000);
  await turns();
  expect(container.register).toHaveBeenCalledTimes(2);
  expect(appStored.value).toBe(true);
});

test.each([
  ['there is a network again', () => dispatchEvent(new Event('online'))],
  ['the phone is looked at', () => page.dispatchEvent(new Event('visibilitychange'))],
])('what could not be stored is stored when %s', async (_when, happens) => {
  const worker = registration.active;
  if (worker !== null) worker.reply = false;
  const { appStored } = await start();
  await turns();
  expect(appStored.value).toBe(false);
  if (worker !== null) worker.reply = true;
  happens();
  await turns();
  expect(appStored.value).toBe(true);
});

test('a service worker that never answers is asked again', async () => {
  const worker = registration.active;
  if (worker !== null) worker.reply = null;
  await start();
  await turns();
  await vi.advanceTimersByTimeAsync(60_000);
  await turns();
  await vi.advanceTimersByTimeAsync(30_000);
  await turns();
  expect(worker?.heard).toEqual(['STORE_SCANNER', 'STORE_SCANNER']);
});

test('a page that no service worker answers for is not ready', async () => {
  container.controller = null;
  const { appStored } = await start();
  await turns();
  expect(appStored.value).toBe(false);
});

test('whoever signs out has everything stored anew', async () => {
  const { account, appStored } = await start();
  account.value = { id: 'a', name: 'Ada' };
  await turns();
  expect(appStored.value).toBe(true);
  account.value = null;
  expect(appStored.value).toBe(false);
  await turns();
  expect(appStored.value).toBe(true);
  expect(container.register).toHaveBeenCalledTimes(2);
});

test('a version that waits stores its scanner ahead', async () => {
  const { updateWaiting } = await start();
  await turns();
  const coming = bring('installed');
  expect(updateWaiting.value).toBe(true);
  expect(coming.heard).toEqual(['STORE_SCANNER']);
  dispatchEvent(new Event('online'));
  expect(coming.heard).toEqual(['STORE_SCANNER', 'STORE_SCANNER']);
});

test('a version that was already coming when the page opened is offered', async () => {
  const coming = new FakeWorker('installing');
  registration.installing = coming;
  const { updateWaiting } = await start();
  await turns();
  coming.become('installed');
  expect(updateWaiting.value).toBe(true);
});

test('an update is let in, and the page reloads once it answers', async () => {
  const { applyUpdate } = await start();
  await turns();
  const coming = bring('installed');
  applyUpdate();
  expect(coming.heard).toContain('SKIP_WAITING');
  expect(reload).not.toHaveBeenCalled();
  container.dispatchEvent(new Event('controllerchange'));
  expect(reload).toHaveBeenCalledTimes(1);
});

test('an update that another tab let in is taken by a reload', async () => {
  const { applyUpdate } = await start();
  await turns();
  bring('installed').become('activated');
  container.dispatchEvent(new Event('controllerchange'));
  expect(reload).not.toHaveBeenCalled();
  applyUpdate();
  expect(reload).toHaveBeenCalledTimes(1);
});

test('a newer version that the server asks for is fetched before it is let in', async () => {
  const { updateNow } = await start();
  await turns();
  registration.onUpdate = () => {
    registration.installing = new FakeWorker('installing');
    registration.dispatchEvent(new Event('updatefound'));
  };
  const updating = updateNow();
  await turns();
  const coming = registration.installing;
  Object.assign(registration, { installing: null, waiting: coming });
  coming?.become('installed');
  await updating;
  expect(coming?.heard).toContain('SKIP_WAITING');
  expect(reload).not.toHaveBeenCalled();
});

test('without a newer version it is a reload', async () => {
  const { updateNow } = await start();
  await turns();
  await updateNow();
  expect(reload).toHaveBeenCalledTimes(1);
});
