// @vitest-environment happy-dom
/** Leaving a phone: the person is told what would be lost, and can always go. */
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ModelServer } from '../../testing/model-server';
import { codeOf, joinAs, openTab, putPhone, type Tab, until } from '../../testing/phone';

let server: ModelServer;
let tab: Tab;
let t: typeof import('../../app/i18n').t;

beforeEach(async () => {
  server = new ModelServer();
  putPhone(server);
  tab = await openTab();
  ({ t } = await import('../../app/i18n'));
  await joinAs(tab, 'Ada');
  await tab.round();
});

afterEach(() => {
  render(null, document.body);
  tab.close();
  vi.unstubAllGlobals();
});

function tap(words: string): void {
  const buttons = [...document.querySelectorAll('button')].filter((one) => one.textContent === words);
  act(() => buttons.at(-1)?.click());
}

async function askToLeave(): Promise<void> {
  const { PhoneSection } = await import('./phone-section');
  act(() => render(<PhoneSection />, document.body));
  tap(t('phone.signOut'));
}

const says = (words: string) => until(() => expect(document.body.textContent).toContain(words));

test('with everything sent, one tap is enough', async () => {
  await askToLeave();
  await says(t('phone.signOutText'));
  tap(t('phone.signOut'));
  await until(() => expect(tab.signals.account.value).toBeNull());
});

test('a refused write with nothing else to send is told, and can be left behind', async () => {
  server.refused.add('encounter.record');
  await tab.recordScan(await codeOf('Bo'));
  await tab.round();
  expect(tab.signals.unsent.value).toBe(0);
  await askToLeave();
  await says(t('phone.unsent', { count: 1 }));
  tap(t('phone.signOutAnyway'));
  await until(() => expect(tab.signals.account.value).toBeNull());
});

test('what came up while the question was open is asked about before anything is lost', async () => {
  await askToLeave();
  await says(t('phone.signOutText'));
  const other = await openTab();
  const { saveMessageDraft } = await import('../../commands/follow-up');
  await saveMessageDraft('b', { followUpId: null, baseText: null, text: 'Hi Bo' });
  tap(t('phone.signOut'));
  await says(t('phone.unsent', { count: 1 }));
  tap(t('phone.signOutAnyway'));
  await until(() => expect(tab.signals.account.value).toBeNull());
  other.close();
});
