// @vitest-environment happy-dom
/** A field on a phone that has no room left: it never says that words are kept which are not. */
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ModelServer } from '../../testing/model-server';
import { codeOf, fillUp, joinAs, openTab, putPhone, type Tab, until } from '../../testing/phone';

let tab: Tab;
let bo: string;
let jot: import('./use-jot').Jot;

beforeEach(async () => {
  putPhone(new ModelServer());
  tab = await openTab();
  const { useJot } = await import('./use-jot');
  await joinAs(tab, 'Ada');
  const met = await tab.recordScan(await codeOf('Bo'));
  bo = met.outcome === 'met' ? met.encounterId : '';
  function Field() {
    jot = useJot(bo, null);
    return <p>{jot.state}</p>;
  }
  act(() => render(<Field />, document.body));
});

afterEach(() => {
  render(null, document.body);
  tab.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const kept = () => tab.signals.notes.value.map(({ text }) => text);

function fill(words: string): void {
  act(() => jot.type('text', words));
}

async function leave(state: string): Promise<void> {
  act(() => jot.leave());
  await until(() => expect(document.body.textContent).toBe(state));
}

test('words that found no room are not said to be kept, and leaving again keeps them', async () => {
  fill('keeps bees');
  const makeRoom = fillUp('drafts');
  await leave('failed');
  expect(jot.failure).not.toBeNull();
  expect(kept()).toEqual([]);
  makeRoom();
  await leave('kept');
  expect(kept()).toEqual(['keeps bees']);
});

test('older words of the same field are not passed off as the newer ones', async () => {
  await tab.saveDraft(bo, { noteId: null, text: 'kee', offer: '' });
  fill('keeps bees');
  const makeRoom = fillUp('drafts');
  await leave('failed');
  expect(kept()).toEqual([]);
  makeRoom();
  await leave('kept');
  expect(kept()).toEqual(['keeps bees']);
});
