/** "Share my contact details": what would be shared, one tap to do it, and a way to add some. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { shareContactDetails } from '../../commands/answer-encounter';
import { tidy } from '../../commands/limits';
import { writeContactDetails } from '../../commands/write-contact-details';
import type { Attendee, ContactDetail, LocalEncounter } from '../../db/types';
import { Button } from '../../ui/button';
import { ErrorText, TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Sheet } from '../../ui/sheet';
import { say } from '../../ui/toast';
import { fitsKind } from '../contact-rules';
import { CONTACT_LOOKS, contactLabel } from '../contact-words';
import { sharedDetails, shortName } from '../encounter-words';
import { failureWords } from '../failure-words';
import { doneOrLater } from '../when-sent';
import styles from './share-sheet.module.css';

interface ShareProps {
  readonly encounter: LocalEncounter;
  readonly attendee: Attendee;
  readonly onClose: () => void;
}

async function share(encounter: LocalEncounter, added: ContactDetail | null): Promise<void> {
  if (added !== null) await writeContactDetails(encounter.event_id, [added]);
  await shareContactDetails(encounter.id);
  const name = shortName(encounter);
  say(doneOrLater(t('share.done', { name }), t('share.later', { name })));
}

function Details({ details }: { details: readonly ContactDetail[] }): JSX.Element {
  return (
    <ul class={styles.details}>
      {details.map((detail) => (
        <li key={detail.kind}>
          <Icon name={CONTACT_LOOKS[detail.kind].icon} size={20} />
          <span class="hidden-words">{contactLabel(detail.kind)}</span>
          <bdi>{detail.value}</bdi>
        </li>
      ))}
    </ul>
  );
}

/** The quickest way to have something to share: one address, or one number. */
function AddOne(props: { readonly onAdd: (detail: ContactDetail) => void }): JSX.Element {
  const [value, setValue] = useState('');
  const [wrong, setWrong] = useState(false);
  const kind = value.includes('@') ? 'email' : 'phone';
  const fits = fitsKind(kind, tidy(value));
  return (
    <form
      class={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        setWrong(!fits);
        if (fits) props.onAdd({ kind, value: value.trim(), shared: true });
      }}
    >
      <TextField
        label={t('share.addLabel')}
        hint={t('share.addHint')}
        value={value}
        onInput={setValue}
        error={wrong && !fits ? t('share.addFits') : null}
        autoComplete="email"
        limit={200}
      />
      <Button look="primary" type="submit" wide disabled={value.trim() === ''}>
        {t('share.addAndShare')}
      </Button>
    </form>
  );
}

export function ShareSheet({ encounter, attendee, onClose }: ShareProps): JSX.Element {
  const details = sharedDetails(attendee);
  const name = shortName(encounter);
  const [failure, setFailure] = useState<string | null>(null);
  const act = async (added: ContactDetail | null): Promise<void> => {
    try {
      await share(encounter, added);
      onClose();
    } catch (error) {
      setFailure(failureWords(error));
    }
  };
  return (
    <Sheet title={t('share.title', { name })} onClose={onClose}>
      <p>{t('share.text', { name })}</p>
      {details.length > 0 ? (
        <>
          <Details details={details} />
          <Button look="primary" icon="share" wide onClick={() => void act(null)}>
            {t('share.share')}
          </Button>
        </>
      ) : (
        <AddOne onAdd={(detail) => void act(detail)} />
      )}
      {failure !== null && <ErrorText id="share-failure" text={failure} />}
      <Button look="quiet" wide onClick={onClose}>
        {t('share.notNow')}
      </Button>
    </Sheet>
  );
}
