/** The page behind a live code in the ordinary camera: shows the card, and the ways on. No framework. */
import '../../styles/base.css';
import '../../styles/helpers.css';
import './landing.css';
import { phaseOf } from '../../app/phase';
import { parse, type Scanned } from '../../card/parse';
import { faultIn, LIMITS } from '../../commands/limits';
import { numberedEvent } from '../../commands/look-up';
import { clockOffset } from '../../db/server-clock';
import { currentAccountId } from '../../db/shared';
import type { NumberedEvent } from '../../db/types';
import { copyText } from '../copy-text';
import { soon } from '../soon';
import { keepInvitation } from '../welcome/invitation';
import { el } from './element';
import { startLandingWords, words } from './words';

type Live = Extract<Scanned, { readonly kind: 'live-code' }>;

function message(title: string, text: string): readonly HTMLElement[] {
  const home = el('a', { class: 'button secondary', href: '/' }, words('home'));
  return [el('h1', {}, title), el('p', { class: 'lead' }, text), home];
}

function brokenPage(scanned: Scanned): readonly HTMLElement[] {
  if (scanned.kind === 'broken-code' && scanned.reason === 'newer-version') {
    return message(words('newerTitle'), words('newerText'));
  }
  return message(words('brokenTitle'), words('brokenText'));
}

function cardView(live: Live): HTMLElement {
  const { name, pronouns, answers, boundary } = live.content;
  const questions = answers.map((answer) =>
    el(
      'div',
      { class: 'answer' },
      el('h2', { dir: 'auto', 'data-prompt': String(answer.prompt) }, words('theirAnswer', { name })),
      el('p', { dir: 'auto' }, answer.text),
    ),
  );
  return el(
    'section',
    { class: 'card', 'aria-label': words('card', { name }) },
    el('h1', { dir: 'auto' }, name),
    ...(pronouns === '' ? [] : [el('p', { class: 'soft', dir: 'auto' }, pronouns)]),
    ...questions,
    ...(boundary === '' ? [] : [el('p', { class: 'soft boundary', dir: 'auto' }, boundary)]),
  );
}

/** Without a network the questions stay unnamed. */
function nameQuestions(event: NumberedEvent | null): void {
  const texts = new Map(event?.prompts.map((prompt) => [String(prompt.index), prompt.text]));
  for (const heading of document.querySelectorAll<HTMLElement>('[data-prompt]')) {
    const text = texts.get(heading.dataset.prompt ?? '');
    if (text !== undefined) heading.textContent = text;
  }
}

function goIn(live: Live, name: string): void {
  keepInvitation({ code: live.text, name });
  location.assign('/welcome');
}

function nameFault(name: string): string | null {
  const fault = faultIn('name', name);
  if (fault === null) return null;
  if (fault === 'too-long') return words('nameLong', { count: LIMITS.name });
  return fault === 'empty' ? words('nameEmpty') : words('nameOdd');
}

function newHere(live: Live): HTMLElement {
  const input = el('input', {
    id: 'name',
    name: 'name',
    autocomplete: 'name',
    dir: 'auto',
    enterkeyhint: 'go',
  });
  const error = el('p', { class: 'error', id: 'name-error', role: 'alert' });
  const form = el(
    'form',
    { class: 'new', novalidate: '' },
    el('label', { for: 'name' }, words('newLabel')),
    input,
    error,
    el(
      'button',
      { class: 'button primary', type: 'submit' },
      words('newButton', { name: live.content.name }),
    ),
    el('p', { class: 'soft' }, words('newHint', { name: live.content.name })),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const fault = nameFault(input.value);
    error.textContent = fault ?? '';
    input.setAttribute('aria-invalid', String(fault !== null));
    if (fault === null) goIn(live, input.value);
    else input.focus();
  });
  input.setAttribute('aria-describedby', 'name-error');
  return form;
}

function copyButton(): HTMLElement {
  const button = el('button', { class: 'button quiet', type: 'button' }, words('copy'));
  button.addEventListener('click', () => {
    void copyText(location.href).then((done) => {
      button.textContent = done ? words('copied') : words('copyFailed');
    });
  });
  return button;
}

function isOver(event: NumberedEvent | null): boolean {
  return event !== null && phaseOf(event, Date.now() + clockOffset()) === 'over';
}

/** Nobody is asked for a name at a door that is closed. */
function overNotice(signedIn: boolean): HTMLElement {
  return el(
    'div',
    { class: 'choices' },
    el('h2', {}, words('overTitle')),
    el('p', { class: 'lead' }, words('overText')),
    el('a', { class: 'button secondary', href: '/' }, words(signedIn ? 'mine' : 'home')),
  );
}

function choices(live: Live, signedIn: boolean, event: NumberedEvent | null): HTMLElement {
  const { name } = live.content;
  if (isOver(event)) return overNotice(signedIn);
  if (!signedIn) return el('div', { class: 'choices' }, newHere(live), copyButton());
  const open = el('button', { class: 'button primary', type: 'button' }, words('open', { name }));
  open.addEventListener('click', () => goIn(live, ''));
  return el('div', { class: 'choices' }, open, copyButton());
}

/** The ways on follow the card at once; a slow network is not waited for. */
async function offer(main: HTMLElement, live: Live, signedIn: boolean): Promise<void> {
  const card = main.lastElementChild;
  const asked = numberedEvent(live.content.eventNumber).catch(() => null);
  const early = await soon(asked);
  const here = (): boolean => card?.isConnected === true;
  if (!here()) return;
  const first = choices(live, signedIn, early);
  main.append(first);
  const event = early ?? (await asked);
  if (!here()) return;
  nameQuestions(event);
  if (early === null && isOver(event)) first.replaceWith(overNotice(signedIn));
}

async function show(): Promise<void> {
  const main = document.querySelector('main');
  if (main === null) return;
  const scanned = parse(`${location.origin}/s${location.hash}`, location.origin);
  if (scanned.kind !== 'live-code') {
    document.title = words('brokenTab');
    main.replaceChildren(...brokenPage(scanned));
    return;
  }
  const signedIn = await currentAccountId().then(
    (id) => id !== null,
    () => false,
  );
  document.title = words('tab');
  main.replaceChildren(el('p', { class: 'eyebrow' }, words('eyebrow')), cardView(scanned));
  await offer(main, scanned, signedIn);
}

startLandingWords();
addEventListener('hashchange', () => void show());
void show();
