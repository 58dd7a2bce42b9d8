/** How much a field takes. Pure. */
import { MOST_TYPED } from '../../commands/limits';

/** Words from before are never cut, however long; a letter in two halves is not parted. */
export function bounded(typed: string, before: string): string {
  const most = Math.max(MOST_TYPED, before.length);
  if (typed.length <= most) return typed;
  const last = typed.charCodeAt(most - 1);
  return typed.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most);
}

/** Whether what is about to be put in has no room: the browser then leaves its end out. */
export function overflows(field: HTMLTextAreaElement, coming: string | null): boolean {
  const replaced = field.selectionEnd - field.selectionStart;
  return field.value.length - replaced + (coming?.length ?? 0) > MOST_TYPED;
}
