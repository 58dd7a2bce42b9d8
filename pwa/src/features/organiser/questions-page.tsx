/** Choosing and ordering an event's questions; what somebody answered keeps its words. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { navigate } from '../../app/router';
import type { ScreenProps } from '../../app/routes';
import { setPrompts } from '../../commands/change-event';
import type { KithEvent } from '../../db/types';
import { Button } from '../../ui/button';
import { ErrorText } from '../../ui/field';
import { Page } from '../../ui/page';
import { say } from '../../ui/toast';
import { failureWords } from '../failure-words';
import { ownFault, type QuestionWords, toChoices, withOwn } from './event-form';
import styles from './new-event-page.module.css';
import { Organised } from './organised';
import { PromptChooser } from './prompt-chooser';
import './words';

function Questions({ event }: { event: KithEvent }): JSX.Element {
  const [words, setWords] = useState<QuestionWords>(() => ({
    prompts: event.prompts.filter((one) => !one.retired).map(({ text }) => ({ key: null, text })),
    own: '',
  }));
  const prompts = withOwn(words);
  const change = (part: Partial<QuestionWords>): void => setWords((before) => ({ ...before, ...part }));
  const [failure, setFailure] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    try {
      await setPrompts(event.id, toChoices(prompts, event.prompts));
      navigate(`/events/${event.id}`, { replace: true });
      say(t('questions.saved'));
    } catch (error) {
      setFailure(failureWords(error));
    }
  };
  return (
    <div class={styles.column}>
      <p class={styles.note}>{t('questions.text')}</p>
      <PromptChooser
        prompts={words.prompts}
        own={words.own}
        error={prompts.length === 0 ? t('newEvent.noPrompts') : null}
        onChange={change}
      />
      {failure !== null && <ErrorText id="questions-failure" text={failure} />}
      <Button
        look="primary"
        wide
        disabled={prompts.length === 0 || ownFault(words) !== null}
        onClick={() => void save()}
      >
        {t('questions.save')}
      </Button>
    </div>
  );
}

export function QuestionsPage({ params }: ScreenProps): JSX.Element {
  return (
    <Organised id={params.id ?? ''}>
      {(event) => (
        <Page title={t('questions.title')} eyebrow={<bdi>{event.name}</bdi>} back={`/events/${event.id}`}>
          <Questions event={event} />
        </Page>
      )}
    </Organised>
  );
}
