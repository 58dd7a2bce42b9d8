/** "Now let them scan you": my own code, without leaving the meeting. */
import type { JSX } from 'preact';
import { t } from '../../app/i18n';
import type { Attendee } from '../../db/types';
import { Sheet } from '../../ui/sheet';
import { CodeCard } from '../code/code-card';

interface MyCodeProps {
  readonly attendee: Attendee;
  readonly name: string;
  readonly onClose: () => void;
}

export function MyCodeSheet({ attendee, name, onClose }: MyCodeProps): JSX.Element {
  return (
    <Sheet title={t('met.letThemScan', { name })} onClose={onClose}>
      <CodeCard attendee={attendee} />
    </Sheet>
  );
}
