/** Just met: ask this first, share if you like, keep one detail, then let them scan you. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { goBack } from '../../app/router';
import type { ScreenProps } from '../../app/routes';
import { attendeeAt, encounterById, loaded, notesAbout } from '../../db/signals';
import type { LocalEncounter } from '../../db/types';
import { Button, IconButton, LinkButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { useScreenTitle } from '../../ui/page';
import { Skeleton } from '../../ui/skeleton';
import {
  cardOf,
  hasMyDetails,
  isRefused,
  isUnknown,
  knownName,
  nameOf,
  sharedDetails,
  shortName,
  standing,
} from '../encounter-words';
import { JotField } from '../jot/jot-field';
import { LabelField } from '../person/label-field';
import { NotHere } from '../person/not-here';
import { isRemembered, remember } from '../remembered';
import { useMeeting } from '../use-meeting';
import { MeetingBand } from './meeting-band';
import styles from './met-page.module.css';
import { MyCodeSheet } from './my-code-sheet';
import { OwnBadge } from './own-badge';
import { Question } from './question';
import { ShareSheet } from './share-sheet';

type OpenSheet = 'none' | 'share' | 'code';

/** The sheet opens by itself once for each person. */
const OFFERED = 'kith.shareOffered';
const SHARE_AFTER_MS = 700;
const LONG_NAME = 24;

function canShare(encounter: LocalEncounter): boolean {
  return encounter.state === 'mutual' && !encounter.i_shared;
}

function useSelfOpeningShare(encounter: LocalEncounter, open: (sheet: OpenSheet) => void): void {
  const attendee = attendeeAt(encounter.event_id);
  const ready = canShare(encounter) && sharedDetails(attendee).length > 0;
  const key = encounter.person?.card_id ?? encounter.id;
  useEffect(() => {
    if (!ready || isRemembered(OFFERED, key)) return undefined;
    const timer = setTimeout(() => {
      const typing =
        document.activeElement instanceof HTMLTextAreaElement && document.activeElement.value !== '';
      remember(OFFERED, key);
      if (!typing) open('share');
    }, SHARE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [ready, key]);
}

function titleOf(encounter: LocalEncounter): string {
  if (isUnknown(encounter)) return t('met.unmatchedTitle');
  const known = knownName(encounter) !== null;
  return known ? t('met.youMet', { name: nameOf(encounter) }) : t('met.youMetSomeone');
}

function Title({ encounter }: { encounter: LocalEncounter }): JSX.Element {
  const heading = useScreenTitle(t('met.tabTitle'));
  return (
    <h1
      ref={heading}
      tabIndex={-1}
      dir="auto"
      class={nameOf(encounter).length > LONG_NAME ? styles.long : undefined}
    >
      {titleOf(encounter)}
    </h1>
  );
}

function Boundary({ encounter }: { encounter: LocalEncounter }): JSX.Element | null {
  const boundary = cardOf(encounter)?.boundary ?? '';
  if (boundary === '' || isUnknown(encounter)) return null;
  return (
    <p class={styles.boundary}>
      <Icon name="hand" size={18} />
      <span dir="auto">{t('met.boundary', { name: shortName(encounter), boundary })}</span>
    </p>
  );
}

function ShareRow({
  encounter,
  onOpen,
}: {
  encounter: LocalEncounter;
  onOpen: () => void;
}): JSX.Element | null {
  if (encounter.state !== 'mutual') return null;
  if (hasMyDetails(encounter)) {
    return (
      <p class={styles.shared}>
        <Icon name="check" size={18} />
        <span>{t('share.shared', { name: shortName(encounter) })}</span>
      </p>
    );
  }
  return (
    <Button icon="share" wide onClick={onOpen}>
      {t('share.open')}
    </Button>
  );
}

/** Who scanned shows their own code next; who was scanned goes back to it. */
function MyTurn({
  encounter,
  onShow,
}: {
  encounter: LocalEncounter;
  onShow: () => void;
}): JSX.Element | null {
  const alone = isRefused(encounter) || isUnknown(encounter);
  if (attendeeAt(encounter.event_id) === null || alone) return null;
  if (!encounter.i_scanned) {
    return (
      <LinkButton look="primary" icon="code" wide href="/">
        {t('met.backToCode')}
      </LinkButton>
    );
  }
  return (
    <Button look="primary" icon="code" wide onClick={onShow}>
      {t('met.showMine', { name: shortName(encounter) })}
    </Button>
  );
}

function Met({ encounter }: { encounter: LocalEncounter }): JSX.Element {
  const [sheet, setSheet] = useState<OpenSheet>('none');
  const meeting = useMeeting(encounter);
  const attendee = attendeeAt(encounter.event_id);
  const name = shortName(encounter);
  const where = standing(encounter);
  const note = notesAbout(encounter.id).find((one) => one.conflict_of === null) ?? null;
  useSelfOpeningShare(encounter, setSheet);
  return (
    <div class={styles.screen} data-encounter={encounter.id}>
      <MeetingBand
        meeting={meeting}
        name={name}
        pronouns={cardOf(encounter)?.pronouns ?? ''}
        title={<Title encounter={encounter} />}
        proof={encounter.state === 'mutual' || encounter.scanned !== null}
      />
      <div class={styles.close}>
        <IconButton icon="close" label={t('common.close')} onClick={() => goBack('/')} />
      </div>
      <p class="hidden-words" role="status">
        {t('met.announce', { name: nameOf(encounter) })}
      </p>
      <div class={styles.columns}>
        <div class={styles.column}>
          {where !== null && <p class={styles.where}>{where}</p>}
          {meeting !== null && <Question meeting={meeting} name={name} />}
          <Boundary encounter={encounter} />
          {encounter.state === 'unmatched' && <LabelField encounter={encounter} />}
        </div>
        <div class={styles.column}>
          <JotField encounterId={encounter.id} note={note} name={name} autoFocus />
          <div class={styles.next}>
            <ShareRow encounter={encounter} onOpen={() => setSheet('share')} />
            <MyTurn encounter={encounter} onShow={() => setSheet('code')} />
            <LinkButton look="quiet" wide href={`/people/${encounter.id}`}>
              {t('met.wholeCard', { name })}
            </LinkButton>
            <OwnBadge encounter={encounter} />
          </div>
        </div>
      </div>
      {sheet === 'share' && attendee !== null && (
        <ShareSheet encounter={encounter} attendee={attendee} onClose={() => setSheet('none')} />
      )}
      {sheet === 'code' && attendee !== null && (
        <MyCodeSheet attendee={attendee} name={name} onClose={() => setSheet('none')} />
      )}
    </div>
  );
}

export function MetPage({ params }: ScreenProps): JSX.Element {
  const encounter = encounterById(params.id ?? '');
  if (encounter !== null) return <Met encounter={encounter} />;
  if (!loaded.value) return <Skeleton />;
  return <NotHere />;
}
