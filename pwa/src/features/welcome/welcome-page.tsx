/** In by somebody's live code: an account, a place at their event and the meeting, in one step. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { now, phaseOf } from '../../app/clock';
import { t } from '../../app/i18n';
import { navigate } from '../../app/router';
import { parse } from '../../card/parse';
import { joinByCode } from '../../commands/join-by-code';
import { LIMITS } from '../../commands/limits';
import { numberedEvent } from '../../commands/look-up';
import { recordScan } from '../../commands/record-scan';
import { account, attendees } from '../../db/signals';
import { Button } from '../../ui/button';
import { ErrorText, focusFirstError, TextField } from '../../ui/field';
import { Skeleton } from '../../ui/skeleton';
import { failureWords } from '../failure-words';
import { nameFault } from '../join/join-form';
import { NoWayIn } from '../join/no-way-in';
import { StepFrame } from '../join/step-frame';
import { soon } from '../soon';
import { dropInvitation, type Invitation, takeInvitation } from './invitation';

async function joinAs(code: string, name: string): Promise<void> {
  const before = attendees.value[0];
  const joined = await joinByCode({
    code,
    name,
    pronouns: before?.pronouns ?? '',
    boundary: before?.boundary ?? '',
    answers: [],
    organiserList: false,
  });
  dropInvitation();
  navigate(`/met/${joined.encounterId}`, { replace: true });
}

/** Somebody who is at that event already only scans. True when that was all. */
async function metAlready(code: string): Promise<boolean> {
  const outcome = await recordScan(code);
  if (outcome.outcome === 'own-code') {
    dropInvitation();
    navigate('/', { replace: true });
    return true;
  }
  if (outcome.outcome !== 'met') return false;
  dropInvitation();
  navigate(`/met/${outcome.encounterId}`, { replace: true });
  return true;
}

/** Asked before a name is: what the phone has from before counts without a network. */
async function isOver(code: string): Promise<boolean> {
  const scanned = parse(code, location.origin);
  if (scanned.kind !== 'live-code') return false;
  const event = await soon(numberedEvent(scanned.content.eventNumber).catch(() => null));
  return event !== null && phaseOf(event, now.value) === 'over';
}

function useWayIn(invitation: Invitation) {
  const [busy, setBusy] = useState(true);
  const [over, setOver] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const run = async (task: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      await task();
    } catch (error) {
      setFailure(failureWords(error));
    }
    setBusy(false);
  };
  useEffect(() => {
    void run(async () => {
      if (account.value !== null && (await metAlready(invitation.code))) return;
      if (await isOver(invitation.code)) return setOver(true);
      if (nameFault(invitation.name) === null) await joinAs(invitation.code, invitation.name);
    });
  }, []);
  return { busy, over, failure, join: (name: string) => run(() => joinAs(invitation.code, name)) };
}

function WayIn({ invitation }: { invitation: Invitation }): JSX.Element {
  const scanned = parse(invitation.code, location.origin);
  const theirs = scanned.kind === 'live-code' ? scanned.content.name : t('met.someone');
  const way = useWayIn(invitation);
  const [name, setName] = useState(invitation.name || (account.value?.name ?? ''));
  const [tried, setTried] = useState(false);
  const fault = nameFault(name);
  if (way.busy && way.failure === null && !tried) return <Skeleton />;
  if (way.over) return <NoWayIn why="over" />;
  return (
    <StepFrame
      event={null}
      step={0}
      steps={1}
      title={t('welcome.title', { name: theirs })}
      text={t('welcome.text', { name: theirs })}
      onSubmit={(form) => {
        setTried(true);
        if (fault !== null) focusFirstError(form);
        else if (!way.busy) void way.join(name);
      }}
      actions={
        <>
          {way.failure !== null && <ErrorText id="welcome-failure" text={way.failure} />}
          <Button look="primary" type="submit" wide busy={way.busy}>
            {t('welcome.join')}
          </Button>
        </>
      }
    >
      <TextField
        large
        label={t('join.name')}
        name="name"
        autoComplete="name"
        value={name}
        onInput={setName}
        error={tried ? fault : null}
        limit={LIMITS.name}
        enterKeyHint="go"
        autoFocus
      />
    </StepFrame>
  );
}

export function WelcomePage(): JSX.Element | null {
  const [invitation] = useState(takeInvitation);
  const usable = invitation !== null && parse(invitation.code, location.origin).kind === 'live-code';
  useEffect(() => {
    if (!usable) navigate('/', { replace: true });
  }, []);
  return usable ? <WayIn invitation={invitation} /> : null;
}
