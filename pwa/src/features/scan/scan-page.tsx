/** Scanning: a live picture with a frame, and clear words for all that can go otherwise. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { currentEvent } from '../../app/current-event';
import { type MessageKey, t } from '../../app/i18n';
import { goBack, navigate } from '../../app/router';
import { badgeIn, claimBadge } from '../../commands/badge';
import { recordScan } from '../../commands/record-scan';
import { attendees, encounterById } from '../../db/signals';
import type { CameraState } from '../../scan/camera';
import { IconButton } from '../../ui/button';
import { useScreenTitle } from '../../ui/page';
import { say } from '../../ui/toast';
import { buzz } from '../buzz';
import { useWatching } from '../code/use-watching';
import { nameOf } from '../encounter-words';
import { failureWords } from '../failure-words';
import { keepInvitation } from '../welcome/invitation';
import { CameraPanel } from './camera-states';
import { OtherWays } from './other-ways';
import { type Miss, OutcomeSheet } from './outcome-sheet';
import { PasteSheet } from './paste-sheet';
import styles from './scan-page.module.css';
import { type Scanner, useScanner } from './use-scanner';
import './words';

const FREEZE_MS = 260;

function Frame({ hit }: { hit: boolean }): JSX.Element {
  return (
    <svg class={hit ? styles.frameHit : styles.frame} viewBox="0 0 100 100" aria-hidden="true">
      <path d="M4 24V12a8 8 0 0 1 8-8h12M76 4h12a8 8 0 0 1 8 8v12M96 76v12a8 8 0 0 1-8 8H76M24 96H12a8 8 0 0 1-8-8V76" />
      {hit && <path class={styles.tick} d="m34 52 12 12 22-26" />}
    </svg>
  );
}

function Top({ scanner, purpose }: { scanner: Scanner; purpose: Purpose }): JSX.Element {
  const heading = useScreenTitle(t(purpose.title));
  const torch = scanner.camera?.torch;
  const light = torch?.state.value ?? 'none';
  return (
    <div class={styles.top}>
      <IconButton icon="close" label={t('common.close')} onClick={() => goBack(purpose.back)} />
      <h1 ref={heading} tabIndex={-1}>
        {t(purpose.title)}
      </h1>
      <div class={styles.torch}>
        {light !== 'none' && (
          <IconButton
            icon="torch"
            label={t('scan.torch')}
            pressed={light === 'on'}
            onClick={() => void torch?.toggle()}
          />
        )}
      </div>
    </div>
  );
}

function hintFor(state: CameraState, purpose: Purpose): MessageKey {
  if (state === 'starting') return 'scan.starting';
  return state === 'live' || state === 'hit' ? purpose.hint : 'scan.otherWays';
}

/** Somebody's code turns into a meeting; on the way from Me, a badge becomes mine. */
interface Purpose {
  readonly title: MessageKey;
  readonly hint: MessageKey;
  readonly back: string;
  readonly claims: boolean;
}

const MEETING: Purpose = { title: 'scan.title', hint: 'scan.hint', back: '/', claims: false };
const CLAIMING: Purpose = { title: 'badge.scanTitle', hint: 'badge.scanHint', back: '/me', claims: true };

/** Null when it became mine; else what to say. */
async function claim(text: string): Promise<Miss | null> {
  const event = currentEvent.value;
  const badge = badgeIn(text);
  if (badge === null || event === null) return { outcome: 'not-a-badge' };
  await claimBadge(event.id, badge);
  buzz();
  say(t('badge.onItsWay'));
  goBack('/me');
  return null;
}

/** What was read, turned into a meeting or a miss. */
function useOutcomes(purpose: Purpose) {
  const [miss, setMiss] = useState<Miss | null>(null);
  const [met, setMet] = useState<string | null>(null);
  const take = async (text: string): Promise<boolean> => {
    try {
      if (purpose.claims) {
        setMiss(await claim(text));
        return true;
      }
      const outcome = await recordScan(text);
      if (outcome.outcome === 'other-event' && attendees.value.length === 0) {
        keepInvitation({ code: outcome.code, name: '' });
        navigate('/welcome', { replace: true });
        return true;
      }
      if (outcome.outcome !== 'met') {
        setMiss(outcome);
        return true;
      }
      buzz();
      setMet(outcome.encounterId);
      setTimeout(() => navigate(`/met/${outcome.encounterId}`, { replace: true }), FREEZE_MS);
      return true;
    } catch (error) {
      say(failureWords(error));
      return false;
    }
  };
  return { miss, setMiss, met, take };
}

function Announcement({ id }: { id: string | null }): JSX.Element {
  const encounter = id === null ? null : encounterById(id);
  return (
    <p class="hidden-words" role="status">
      {encounter === null ? '' : t('met.announce', { name: nameOf(encounter) })}
    </p>
  );
}

function ScanScreen({ purpose }: { purpose: Purpose }): JSX.Element {
  const outcomes = useOutcomes(purpose);
  const [pasting, setPasting] = useState(false);
  const scanner = useScanner((text) => {
    void outcomes.take(text).then((taken) => {
      if (!taken) scanner.camera?.resume();
    });
  });
  useWatching();
  const state = scanner.camera?.state.value ?? 'idle';
  const seeing = state === 'live' || state === 'hit' || state === 'starting';
  const readPhoto = async (photo: File): Promise<void> => {
    const text = await scanner.reader?.readPhoto(photo).catch(() => null);
    if (text === null || text === undefined) outcomes.setMiss({ outcome: 'nothing-found' });
    else await outcomes.take(text);
  };
  return (
    <div class={styles.screen} data-camera={state}>
      <video
        ref={scanner.video}
        class={styles.video}
        playsInline
        muted
        autoPlay
        aria-label={t(purpose.title)}
        hidden={!seeing}
      />
      <Top scanner={scanner} purpose={purpose} />
      <div class={styles.middle}>
        {seeing && <Frame hit={outcomes.met !== null} />}
        <CameraPanel state={state} onStart={scanner.begin} />
      </div>
      <div class={styles.bottom}>
        <p class={styles.hint}>{t(hintFor(state, purpose))}</p>
        <OtherWays onPhoto={(photo) => void readPhoto(photo)} onPaste={() => setPasting(true)} />
      </div>
      <Announcement id={outcomes.met} />
      {outcomes.miss !== null && (
        <OutcomeSheet
          miss={outcomes.miss}
          onClose={() => {
            outcomes.setMiss(null);
            scanner.camera?.resume();
          }}
        />
      )}
      {pasting && (
        <PasteSheet
          onClose={() => setPasting(false)}
          onText={(text) => {
            setPasting(false);
            void outcomes.take(text);
          }}
        />
      )}
    </div>
  );
}

export function ScanPage(): JSX.Element {
  return <ScanScreen purpose={MEETING} />;
}

export function BadgeScanPage(): JSX.Element {
  return <ScanScreen purpose={CLAIMING} />;
}
