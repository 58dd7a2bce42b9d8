/** What I call somebody whom the code did not name. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { labelEncounter } from '../../commands/answer-encounter';
import { faultIn, LIMITS } from '../../commands/limits';
import type { LocalEncounter } from '../../db/types';
import { TextField } from '../../ui/field';
import { failureWords } from '../failure-words';

export function LabelField({ encounter }: { encounter: LocalEncounter }): JSX.Element {
  const [label, setLabel] = useState(encounter.label);
  const [error, setError] = useState<string | null>(null);
  const keep = async (): Promise<void> => {
    if (label.trim() === encounter.label) return;
    if (faultIn('label', label) !== null) {
      setError(t('errors.tooLong', { count: LIMITS.label }));
      return;
    }
    try {
      await labelEncounter(encounter.id, label);
      setError(null);
    } catch (failure) {
      setError(failureWords(failure));
    }
  };
  return (
    <TextField
      label={t('person.label')}
      hint={t('person.labelHint')}
      value={label}
      onInput={setLabel}
      onBlur={() => void keep()}
      error={error}
      limit={LIMITS.label}
      enterKeyHint="done"
    />
  );
}
