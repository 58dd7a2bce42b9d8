/** How to reach me: each channel with its own switch, and one line for everyone I meet here. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { faultIn, LIMITS, tidy } from '../../commands/limits';
import { writeContactDetails } from '../../commands/write-contact-details';
import type { Attendee, ContactDetail, ContactKind } from '../../db/types';
import { Button } from '../../ui/button';
import { CheckLine, TextField } from '../../ui/field';
import { say } from '../../ui/toast';
import { CONTACT_KINDS } from '../contact-order';
import { fitsKind } from '../contact-rules';
import { CONTACT_LOOKS, contactFits, contactLabel } from '../contact-words';
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

/** What is wrong with a value, in words. */
function wrongWith(kind: ContactKind, value: string): string | null {
  if (faultIn('contact', value) !== null) return t('errors.tooLong', { count: LIMITS.contact });
  return fitsKind(kind, tidy(value)) ? null : contactFits(kind);
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
  const [wrong, setWrong] = useState<string | null>(null);
  const look = CONTACT_LOOKS[kind];
  /** A switch counts at once, also for the value that is kept while another is half written. */
  const save = (on: boolean): void => {
    const next = wrongWith(kind, value) === null ? value.trim() : (kept?.value ?? '');
    const same = kept?.value === next && kept.shared === on;
    const takes = wrongWith(kind, next) === null && (kept !== null || next !== '');
    if (!same && takes) void write(attendee, [{ kind, value: next, shared: on }]);
  };
  return (
    <li class={styles.channel}>
      <TextField
        label={contactLabel(kind)}
        type={look.type === 'url' ? 'text' : look.type}
        inputMode={look.type}
        autoComplete={look.autoComplete}
        value={value}
        onInput={(text) => {
          setValue(text);
          if (wrong !== null) setWrong(wrongWith(kind, text));
        }}
        onBlur={() => {
          setWrong(wrongWith(kind, value));
          save(shared);
        }}
        limit={LIMITS.contact}
        error={wrong}
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
          setWrong(wrongWith(kind, value));
          save(on);
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
