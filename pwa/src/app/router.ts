/** A path router: one signal, plain links, and a table in routes.ts. */
import { signal } from '@preact/signals';

export const path = signal(location.pathname);

export function navigate(to: string, how: { readonly replace?: boolean } = {}): void {
  const first = history.state === 'first';
  if (how.replace === true) history.replaceState(first ? 'first' : null, '', to);
  else if (to !== location.pathname) history.pushState(null, '', to);
  path.value = location.pathname;
}

/** Back where one came from, or to a sensible place when the screen was opened by a link. */
export function goBack(fallback: string): void {
  if (history.length > 1 && history.state !== 'first') history.back();
  else navigate(fallback, { replace: true });
}

function ownLink(event: MouseEvent): HTMLAnchorElement | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || link.origin !== location.origin || link.target !== '') return null;
  if (link.hasAttribute('download') || link.hash !== '') return null;
  return /^\/(?:api|s|b)(?:\/|$)/.test(link.pathname) ? null : link;
}

export function startRouter(): void {
  if (history.state === null) history.replaceState('first', '');
  addEventListener('popstate', () => {
    path.value = location.pathname;
  });
  document.addEventListener('click', (event) => {
    const link = ownLink(event);
    if (link === null) return;
    event.preventDefault();
    // The title of the screen that comes takes the focus, unless something has it.
    if (link.pathname !== location.pathname) link.blur();
    navigate(link.pathname);
  });
}
