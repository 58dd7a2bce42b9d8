/** Joining an event from its poster: three short steps, and one's own code at the end, network or not. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { doorOf, now, phaseOf } from '../../app/clock';
import { chooseEvent } from '../../app/current-event';
import { t } from '../../app/i18n';
import { navigate } from '../../app/router';
import type { ScreenProps } from '../../app/routes';
import { joinCodeIn } from '../../card/parse';
import { joinEvent } from '../../commands/join-event';
import { previewEvent } from '../../commands/look-up';
import { OfflineError, ProblemError } from '../../db/errors';
import { attendeeAt } from '../../db/signals';
import type { EventPreview } from '../../db/types';
import { Skeleton } from '../../ui/skeleton';
import { say } from '../../ui/toast';
import { failureWords } from '../failure-words';
import { doneOrLater } from '../when-sent';
import { AnswersStep } from './answers-step';
import { inAppBrowser } from './in-app-browser';
import { answersOf, forgetJoinWords, type JoinWords, useJoinWords } from './join-form';
import { ListStep } from './list-step';
import { NameStep } from './name-step';
import { NoWayIn, type WhyNot } from './no-way-in';
import { OtherBrowser } from './other-browser';
import { useSteps } from './use-steps';

type Found = { readonly preview: EventPreview } | { readonly why: WhyNot };

async function find(code: string): Promise<Found> {
  if (joinCodeIn(code) === null) return { why: 'unknown' };
  try {
    return { preview: await previewEvent(code) };
  } catch (error) {
    if (error instanceof OfflineError) return { why: 'offline' };
    if (error instanceof ProblemError && error.problem.status === 404) return { why: 'unknown' };
    return { why: 'failed' };
  }
}

function useJoining(code: string, preview: EventPreview, words: JoinWords) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const join = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      const { name, pronouns, boundary, organiserList } = words;
      await joinEvent({
        preview,
        invitation: joinCodeIn(code) ?? code,
        name,
        pronouns,
        boundary,
        organiserList,
        answers: answersOf(words),
      });
      forgetJoinWords(code);
      chooseEvent(preview.id);
      navigate('/', { replace: true });
      say(doneOrLater(t('join.done'), t('join.doneOffline')));
    } catch (error) {
      setFailure(failureWords(error));
    }
    setBusy(false);
  };
  return { busy, failure, join };
}

function Form({ code, preview }: { code: string; preview: EventPreview }): JSX.Element {
  const [words, change] = useJoinWords(code);
  const steps = useSteps();
  const joining = useJoining(code, preview, words);
  const shared = { preview, words, change };
  if (steps.step === 0) return <NameStep {...shared} onNext={steps.next} />;
  if (steps.step === 1) return <AnswersStep {...shared} onNext={steps.next} onBack={steps.back} />;
  return (
    <ListStep
      {...shared}
      onNext={() => void joining.join()}
      onBack={steps.back}
      busy={joining.busy}
      failure={joining.failure}
    />
  );
}

function AlreadyHere({ preview }: { preview: EventPreview }): null {
  useEffect(() => {
    chooseEvent(preview.id);
    navigate('/', { replace: true });
  }, []);
  return null;
}

export function JoinPage({ params }: ScreenProps): JSX.Element {
  const code = params.code ?? '';
  const [found, setFound] = useState<Found | null>(null);
  const [staying, setStaying] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    setFound(null);
    void find(code).then(setFound);
  }, [code, tries]);
  const app = inAppBrowser(navigator.userAgent);
  if (app !== null && !staying) return <OtherBrowser app={app} onStay={() => setStaying(true)} />;
  if (found === null) return <Skeleton />;
  if ('why' in found) return <NoWayIn why={found.why} onRetry={() => setTries(tries + 1)} />;
  const { preview } = found;
  if (attendeeAt(preview.id) !== null) return <AlreadyHere preview={preview} />;
  if (phaseOf(preview, now.value) === 'over') return <NoWayIn why="over" event={preview} />;
  const door = doorOf(preview, now.value);
  if (door !== 'open') return <NoWayIn why={door === 'before' ? 'early' : 'late'} event={preview} />;
  return <Form code={code} preview={preview} />;
}
