/** The columns an organiser may choose, in their groups, and what each is called. */
import { t } from '../../app/i18n';
import type { Column } from '../../commands/exports';
import { CONTACT_KINDS } from '../contact-order';
import { contactLabel } from '../contact-words';

export const PLAIN_COLUMNS = ['name', 'pronouns', 'joined_at', 'listed_since'] as const;
export const CONTACT_COLUMNS = CONTACT_KINDS;
export const ALL_COLUMNS: readonly Column[] = [...PLAIN_COLUMNS, 'answers', ...CONTACT_COLUMNS];
export const FIRST_CHOICE: readonly Column[] = ['name', 'pronouns'];

export function columnLabel(column: Column): string {
  switch (column) {
    case 'name':
      return t('export.name');
    case 'pronouns':
      return t('export.pronouns');
    case 'joined_at':
      return t('export.joinedAt');
    case 'listed_since':
      return t('export.listedSince');
    case 'answers':
      return t('export.answers');
    default:
      return contactLabel(column);
  }
}
