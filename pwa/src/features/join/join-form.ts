/** What is typed while joining: kept for this tab until it is sent, so that nothing is asked twice. */
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { faultIn } from '../../commands/limits';
import { account, attendees } from '../../db/signals';

export interface JoinWords {
  readonly name: string;
  readonly pronouns: string;
  readonly boundary: string;
  /** By prompt index. */
  readonly answers: Readonly<Record<string, string>>;
  readonly organiserList: boolean;
}

/** Somebody who has a card already starts from it. */
function firstWords(): JoinWords {
  const before = attendees.value[0];
  return {
    name: before?.name ?? account.value?.name ?? '',
    pronouns: before?.pronouns ?? '',
    boundary: before?.boundary ?? '',
    answers: {},
    organiserList: false,
  };
}

function isWords(value: unknown): value is JoinWords {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'answers' in value &&
    typeof value.answers === 'object'
  );
}

function restored(key: string): JoinWords {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return isWords(stored) ? { ...firstWords(), ...stored } : firstWords();
  } catch {
    return firstWords();
  }
}

export function forgetJoinWords(code: string): void {
  sessionStorage.removeItem(`kith.join.${code}`);
}

export function useJoinWords(code: string): readonly [JoinWords, (change: Partial<JoinWords>) => void] {
  const key = `kith.join.${code}`;
  const [words, setWords] = useState<JoinWords>(() => restored(key));
  useEffect(() => {
    try {
      sessionStorage.setItem(key, JSON.stringify(words));
    } catch {
      // Only comfort is lost: the words stay on the screen.
    }
  }, [words]);
  return [words, (change) => setWords((before) => ({ ...before, ...change }))];
}

/** Null when the name may stand on a card. */
export function nameFault(name: string): string | null {
  switch (faultIn('name', name)) {
    case 'empty':
      return t('errors.nameEmpty');
    case 'too-long':
      return t('errors.nameLong');
    case 'link':
      return t('errors.nameLink');
    case 'digits':
      return t('errors.nameDigits');
    default:
      return null;
  }
}

export function answersOf(words: JoinWords): readonly { readonly prompt: number; readonly text: string }[] {
  return Object.entries(words.answers)
    .filter(([, text]) => text.trim() !== '')
    .map(([prompt, text]) => ({ prompt: Number(prompt), text }));
}
