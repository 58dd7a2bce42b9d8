/** How to reach me: each channel with its own switch, and one line for everyone I meet here. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { faultIn, LIMITS } from '../../commands/limits';
import { writeContactDetails } from '../../commands/write-contact-details';
import type { Attendee, ContactDetail, ContactKind } from '../../db/types';
import { Button } from '../../ui/button';
import { CheckLine, TextField } from '../../ui/field';
import { say } from '../../ui/toast';
import { CONTACT_KINDS } from '../contact-order';
import { CONTACT_LOOKS, contactLabel } from '../contact-words';
import { failureWords } from '../failure-words';
import styles from './contact-form.module.css';
import { Section } from './section';

async function write(
  attendee: Attendee,
  details: readonly ContactDetail[],
  everyone?: boolean,
): Promise<void> {
  try {
    await writeContactDetails(attendee.event_id, details, everyone);
    say(t('contact.saved'));
  } catch (error) {
    say(failureWords(error));
  }
}

function Channel(props: {
  readonly attendee: Attendee;
  readonly kind: ContactKind;
  readonly added: boolean;
}): JSX.Element {
  const { attendee, kind } = props;
  const kept = attendee.contact_details.find((detail) => detail.kind === kind) ?? null;
  const [value, setValue] = useState(kept?.value ?? '');
  const [shared, setShared] = useState(kept?.shared ?? true);
  const look = CONTACT_LOOKS[kind];
  const long = faultIn('contact', value) !== null;
  const save = (next: ContactDetail): void => {
    const same = kept?.value === next.value && kept.shared === next.shared;
    if (!same && !long && (kept !== null || next.value !== '')) void write(attendee, [next]);
  };
  return (
    <li class={styles.channel}>
      <TextField
        label={contactLabel(kind)}
        type={look.type === 'url' ? 'text' : look.type}
        inputMode={look.type}
        autoComplete={look.autoComplete}
        value={value}
        onInput={setValue}
        onBlur={() => save({ kind, value: value.trim(), shared })}
        limit={LIMITS.contact}
        error={long ? t('errors.tooLong', { count: LIMITS.contact }) : null}
        autoFocus={props.added}
      />
      <CheckLine
        look="switch"
        label={
          <>
            {t('contact.shareShort')} <span class="hidden-words">{contactLabel(kind)}</span>
          </>
        }
        checked={shared}
        onChange={(on) => {
          setShared(on);
          save({ kind, value: value.trim(), shared: on });
        }}
      />
    </li>
  );
}

export function ContactForm({ attendee }: { attendee: Attendee }): JSX.Element {
  const [added, setAdded] = useState<readonly ContactKind[]>([]);
  const kept = new Set(attendee.contact_details.map((detail) => detail.kind));
  const shown = CONTACT_KINDS.filter((kind) => kept.has(kind) || added.includes(kind));
  const rest = CONTACT_KINDS.filter((kind) => !shown.includes(kind));
  return (
    <Section title={t('contact.titleMe')} text={t('contact.text')}>
      {shown.length > 0 && (
        <ul class={styles.list}>
          {shown.map((kind) => (
            <Channel key={kind} attendee={attendee} kind={kind} added={added.at(-1) === kind} />
          ))}
        </ul>
      )}
      {rest.length > 0 && (
        <div class={styles.add}>
          <p id="add-channel">{t('contact.add')}</p>
          <fieldset class={styles.kinds} aria-labelledby="add-channel">
            {rest.map((kind) => (
              <Button key={kind} icon="plus" onClick={() => setAdded([...added, kind])}>
                {contactLabel(kind)}
              </Button>
            ))}
          </fieldset>
        </div>
      )}
      <div class={styles.everyone}>
        <CheckLine
          label={t('contact.everyone')}
          hint={t('contact.everyoneHint')}
          checked={attendee.share_with_everyone}
          onChange={(on) => void write(attendee, [], on)}
        />
      </div>
    </Section>
  );
}
