/** A code that did not lead to a person: what it is, and what to do. Foreign text is shown, never opened. */
import type { ComponentChildren, JSX } from 'preact';
import { t } from '../../app/i18n';
import { navigate } from '../../app/router';
import type { ScanOutcome } from '../../commands/record-scan';
import { Button } from '../../ui/button';
import { Sheet } from '../../ui/sheet';
import { keepInvitation } from '../welcome/invitation';
import styles from './outcome-sheet.module.css';
import { withVisibleControls } from './visible-controls';

export type Miss =
  | Exclude<ScanOutcome, { outcome: 'met' }>
  | { readonly outcome: 'nothing-found' | 'not-a-badge' };

interface MissWords {
  readonly title: string;
  readonly text: string;
  readonly more?: ComponentChildren;
  readonly action?: { readonly words: string; readonly run: () => void };
}

function otherEvent(code: string): MissWords {
  return {
    title: t('scan.otherEventTitle'),
    text: t('scan.otherEventText'),
    action: {
      words: t('scan.otherEventJoin'),
      run: () => {
        keepInvitation({ code, name: '' });
        navigate('/welcome');
      },
    },
  };
}

function wordsFor(miss: Miss): MissWords {
  switch (miss.outcome) {
    case 'own-code':
      return { title: t('scan.ownTitle'), text: t('scan.ownText') };
    case 'other-event':
      return otherEvent(miss.code);
    case 'join-link':
      return {
        title: t('scan.joinTitle'),
        text: t('scan.joinText'),
        action: { words: t('scan.joinButton'), run: () => navigate(`/j/${miss.joinCode}`) },
      };
    case 'no-open-event':
      return { title: t('scan.noEventTitle'), text: t('scan.noEventText') };
    case 'not-a-live-code':
      return miss.reason === 'newer-version'
        ? { title: t('scan.newerTitle'), text: t('scan.newerText') }
        : { title: t('scan.damagedTitle'), text: t('scan.damagedText') };
    case 'not-a-badge':
      return { title: t('badge.notABadgeTitle'), text: t('badge.notABadgeText') };
    case 'nothing-found':
      return { title: t('scan.nothingTitle'), text: t('scan.nothingText') };
    case 'foreign':
      return {
        title: t('scan.foreignTitle'),
        text: t('scan.foreignText'),
        more: (
          <p class={styles.foreign} dir="auto">
            {withVisibleControls(miss.text)}
          </p>
        ),
      };
  }
}

export function OutcomeSheet({ miss, onClose }: { miss: Miss; onClose: () => void }): JSX.Element {
  const words = wordsFor(miss);
  return (
    <Sheet title={words.title} onClose={onClose}>
      <p>{words.text}</p>
      {words.more}
      {words.action && (
        <Button look="primary" wide onClick={words.action.run}>
          {words.action.words}
        </Button>
      )}
      <Button look={words.action ? 'quiet' : 'primary'} icon="scan" wide onClick={onClose}>
        {t('scan.again')}
      </Button>
    </Sheet>
  );
}
