/** My badge: claim one, let a lost one stop, make a new code, and who may ask me by them. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { resetBadge, resetLiveCode, type Switches, writeRequests } from '../../commands/badge';
import type { Attendee, Id } from '../../db/types';
import { Button, LinkButton } from '../../ui/button';
import { CheckLine } from '../../ui/field';
import { Sheet } from '../../ui/sheet';
import { say } from '../../ui/toast';
import { failureWords } from '../failure-words';
import { doneOrLater } from '../when-sent';
import styles from './badge-section.module.css';
import { Section } from './section';

type Ending = 'badge' | 'code';

const ENDINGS = {
  badge: {
    title: 'badge.lostTitle',
    text: 'badge.lostText',
    act: 'badge.lostDo',
    done: 'badge.lostDone',
    run: resetBadge,
  },
  code: {
    title: 'badge.newCodeTitle',
    text: 'badge.newCodeText',
    act: 'badge.newCodeDo',
    done: 'badge.newCodeDone',
    run: resetLiveCode,
  },
} as const;

async function attempt(task: Promise<void>, done: string): Promise<void> {
  try {
    await task;
    say(done);
  } catch (error) {
    say(failureWords(error));
  }
}

function EndingSheet(props: {
  readonly ending: Ending;
  readonly eventId: Id;
  readonly onClose: () => void;
}): JSX.Element {
  const words = ENDINGS[props.ending];
  const end = async (): Promise<void> => {
    await attempt(words.run(props.eventId), doneOrLater(t(words.done)));
    props.onClose();
  };
  return (
    <Sheet title={t(words.title)} onClose={props.onClose}>
      <p>{t(words.text)}</p>
      <Button look="primary" wide onClick={props.onClose}>
        {t('badge.keep')}
      </Button>
      <Button look="danger" wide onClick={() => void end()}>
        {t(words.act)}
      </Button>
    </Sheet>
  );
}

function SwitchLines({ attendee }: { attendee: Attendee }): JSX.Element {
  const write = (switches: Switches): void =>
    void attempt(writeRequests(attendee.event_id, switches), t('badge.saved'));
  return (
    <>
      <CheckLine
        look="switch"
        label={t('badge.requests')}
        hint={t('badge.requestsHint')}
        checked={attendee.takes_requests ?? true}
        onChange={(takes_requests) => write({ takes_requests })}
      />
      <CheckLine
        look="switch"
        label={t('badge.shows')}
        hint={t('badge.showsHint')}
        checked={attendee.shows_by_badge ?? false}
        onChange={(shows_by_badge) => write({ shows_by_badge })}
      />
    </>
  );
}

export function BadgeSection({ attendee }: { attendee: Attendee }): JSX.Element {
  const [ending, setEnding] = useState<Ending | null>(null);
  const claimed = attendee.badge_claimed_at != null;
  return (
    <Section title={t('badge.title')} text={t('badge.text')}>
      <p>{claimed ? t('badge.claimed') : t('badge.unclaimed')}</p>
      <LinkButton icon="scan" href="/me/badge">
        {claimed ? t('badge.scanAgain') : t('badge.scan')}
      </LinkButton>
      <SwitchLines attendee={attendee} />
      <div class={styles.endings}>
        <Button look="quiet" onClick={() => setEnding('badge')}>
          {t('badge.lost')}
        </Button>
        <Button look="quiet" onClick={() => setEnding('code')}>
          {t('badge.newCode')}
        </Button>
      </div>
      {ending !== null && (
        <EndingSheet ending={ending} eventId={attendee.event_id} onClose={() => setEnding(null)} />
      )}
    </Section>
  );
}
