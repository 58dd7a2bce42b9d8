/** Words to begin a jot with, about somebody whose name may be unknown. */
import { t } from '../../app/i18n';

const isNobodysName = (name: string): boolean => name === t('met.them');

export function openingsAbout(name: string): readonly string[] {
  const third = t('jot.opening3', { name });
  return isNobodysName(name)
    ? [t('jot.opening1Them'), t('jot.opening2Them'), third]
    : [t('jot.opening1', { name }), t('jot.opening2', { name }), third];
}

export function placeholderAbout(name: string): string {
  return isNobodysName(name) ? t('jot.placeholderThem') : t('jot.placeholder', { name });
}
