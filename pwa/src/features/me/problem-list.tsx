/** Writes that the server refused: nothing is lost, and its author says what becomes of each. */
import type { JSX } from 'preact';
import { t } from '../../app/i18n';
import { navigate } from '../../app/router';
import { updateNow } from '../../app/update';
import { discardProblem, retryProblem } from '../../commands/deal-with-problem';
import { drafts, problems, syncStatus } from '../../db/signals';
import type { Id, RefusedWrite } from '../../db/types';
import { Button, LinkButton } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { say } from '../../ui/toast';
import { failureWords } from '../failure-words';
import { copyAndSay } from './copy-and-say';
import { foldProblems, type Trouble } from './fold-problems';
import styles from './problem-list.module.css';
import { refusalWords } from './refusal-words';
import { UnfitDraft } from './unfit-draft';

/** The person's own words in a refused write. */
export function wordsIn(body: Readonly<Record<string, unknown>>): string {
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    else if (typeof value === 'object' && value !== null) read(Object.entries(value));
  };
  const read = (entries: readonly (readonly [string, unknown])[]): void => {
    for (const [key, value] of entries) {
      const own = /^(?:text|offer|label|name|pronouns|boundary|value)$/.test(key);
      if (own && typeof value === 'string' && value !== '') found.push(value);
      else look(value);
    }
  };
  read(Object.entries(body));
  return found.join('\n');
}

/** Where it can be put right; null where sending again is all there is. */
function placeToFix(problem: RefusedWrite): string | null {
  const { encounter_id: encounter } = problem.body;
  if (problem.kind.startsWith('note.') && typeof encounter === 'string') return `/people/${encounter}`;
  if (problem.kind.startsWith('follow_up.') && typeof encounter === 'string')
    return `/recap/${problem.event_id}/to/${encounter}`;
  if (problem.kind === 'encounter.label') return `/people/${problem.entity_id}`;
  return null;
}

function whatWas(kind: string): string {
  const room = kind.split('.')[0];
  switch (room) {
    case 'note':
      return t('problems.note');
    case 'follow_up':
      return t('problems.followUp');
    case 'attendee':
      return t('problems.join');
    case 'card':
      return t('problems.card');
    case 'contact_details':
      return t('problems.contact');
    case 'encounter':
      return t('problems.encounter');
    case 'badge':
    case 'live_code':
    case 'requests':
      return t('problems.badge');
    case 'event':
      return t('problems.event');
    default:
      return t('problems.other');
  }
}

async function attempt(task: () => Promise<void>, done: string): Promise<void> {
  try {
    await task();
    say(done);
  } catch (error) {
    say(failureWords(error));
  }
}

/** The reason first, then what hangs on it: in the order of writing. */
async function forAll({ problem, because }: Trouble, deal: (opId: Id) => Promise<void>): Promise<void> {
  for (const one of [problem, ...because]) await deal(one.op_id);
}

function Problem({ trouble }: { trouble: Trouble }): JSX.Element {
  const { problem, because } = trouble;
  const text = [problem, ...because]
    .map((one) => wordsIn(one.body))
    .filter((words) => words !== '')
    .join('\n');
  const place = placeToFix(problem);
  return (
    <li>
      <Notice
        icon="warning"
        look="amber"
        title={whatWas(problem.kind)}
        actions={
          <>
            {place === null ? (
              <Button
                onClick={() => void attempt(() => forAll(trouble, retryProblem), t('problems.retried'))}
              >
                {t('common.tryAgain')}
              </Button>
            ) : (
              <Button onClick={() => navigate(place)}>{t('problems.fix')}</Button>
            )}
            {text !== '' && <Button onClick={() => void copyAndSay(text)}>{t('problems.copy')}</Button>}
            <Button
              look="danger"
              onClick={() => void attempt(() => forAll(trouble, discardProblem), t('problems.discarded'))}
            >
              {t('problems.discard')}
            </Button>
          </>
        }
      >
        <p>{refusalWords(problem.problem)}</p>
        {because.length > 0 && <p>{t('problems.because')}</p>}
        {text !== '' && (
          <p class={styles.words} dir="auto">
            {text}
          </p>
        )}
      </Notice>
    </li>
  );
}

/** What keeps everything from being sent, as opposed to one write. */
function SyncTrouble(): JSX.Element | null {
  const { reason } = syncStatus.value;
  if (reason === 'sign-in') {
    return (
      <Notice
        icon="warning"
        look="amber"
        title={t('problems.signInTitle')}
        actions={<LinkButton href="/in">{t('problems.signIn')}</LinkButton>}
      >
        {t('problems.signInText')}
      </Notice>
    );
  }
  if (reason === 'update') {
    return (
      <Notice
        icon="warning"
        look="amber"
        title={t('problems.updateTitle')}
        actions={<Button onClick={() => void updateNow()}>{t('app.updateNow')}</Button>}
      >
        {t('problems.updateText')}
      </Notice>
    );
  }
  return null;
}

export function ProblemList(): JSX.Element | null {
  const list = foldProblems(problems.value);
  const unfit = drafts.value.filter((draft) => draft.unfit);
  if (list.length + unfit.length === 0) return <SyncTrouble />;
  return (
    <section class={styles.section} aria-labelledby="refused">
      <h2 id="refused">{t('problems.title')}</h2>
      {list.length > 0 && <p>{t('problems.text')}</p>}
      <SyncTrouble />
      <ul class={styles.list}>
        {unfit.map((draft) => (
          <UnfitDraft key={`${draft.encounter_id} ${draft.note_id}`} draft={draft} />
        ))}
        {list.map((trouble) => (
          <Problem key={trouble.problem.op_id} trouble={trouble} />
        ))}
      </ul>
    </section>
  );
}
