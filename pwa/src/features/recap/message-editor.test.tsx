// @vitest-environment happy-dom
/** A message on a phone that has no room left: what is not kept is not said to be, and nothing is forgotten. */
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ModelServer } from '../../testing/model-server';
import { codeOf, fillUp, joinAs, openTab, putPhone, type Tab, until } from '../../testing/phone';

let tab: Tab;
let decided: number;

beforeEach(async () => {
  putPhone(new ModelServer());
  tab = await openTab();
  await joinAs(tab, 'Ada');
  await tab.recordScan(await codeOf('Bo'));
  const { MessageEditor } = await import('./message-editor');
  const [bo] = tab.signals.encounters.value;
  if (bo === undefined) throw new Error('nobody met');
  decided = 0;
  const onDecided = (): void => {
    decided += 1;
  };
  act(() => render(<MessageEditor encounter={bo} first="Hi Bo" onDecided={onDecided} />, document.body));
});

afterEach(() => {
  render(null, document.body);
  tab.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function send(field: HTMLTextAreaElement, name: string): void {
  act(() => {
    field.dispatchEvent(new Event(name, { bubbles: true }));
  });
}

async function tap(key: 'recap.markSent' | 'recap.letThemGo'): Promise<void> {
  const { t } = await import('../../app/i18n');
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent === t(key));
  act(() => button?.click());
}

const drafts = () => tab.signals.followUpDrafts.value;

test.each(['recap.markSent', 'recap.letThemGo'] as const)(
  'a decision without room is none: %s',
  async (key) => {
    const makeRoom = fillUp('follow_up_drafts');
    await tap(key);
    const { t } = await import('../../app/i18n');
    await until(() => expect(document.body.textContent).toContain(t('errors.storageFull')));
    expect(decided).toBe(0);
    makeRoom();
    await tap(key);
    await until(() => expect(decided).toBe(1));
    expect(drafts()).toMatchObject([{ text: 'Hi Bo', decision: {} }]);
  },
);

test('words that found no room are kept on leaving the field again', async () => {
  const field = document.querySelector('textarea');
  if (field === null) throw new Error('no field');
  const makeRoom = fillUp('follow_up_drafts');
  field.value = 'Hi Bo, how are the bees?';
  send(field, 'input');
  send(field, 'blur');
  const { t } = await import('../../app/i18n');
  await until(() => expect(document.body.textContent).toContain(t('errors.storageFull')));
  makeRoom();
  send(field, 'blur');
  await until(() => expect(tab.signals.followUps.value).toMatchObject([{ text: field.value }]));
});
