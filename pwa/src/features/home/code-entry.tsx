/** Typing an event's code from the poster. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { navigate } from '../../app/router';
import { joinCodeIn } from '../../card/parse';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import styles from './code-entry.module.css';

/** A whole join link pasted here does as well. */
function codeFrom(typed: string): string | null {
  const inLink = /\/j\/([^/?#]+)/.exec(typed)?.[1];
  return joinCodeIn(inLink ?? typed);
}

export function CodeEntry(): JSX.Element {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | null>(null);
  return (
    <form
      class={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const code = codeFrom(typed.trim());
        if (code === null) setError(t('first.codeWrong'));
        else navigate(`/j/${code}`);
      }}
    >
      <TextField
        label={t('first.codeLabel')}
        hint={t('first.codeHint')}
        value={typed}
        onInput={(value) => {
          setTyped(value);
          setError(null);
        }}
        error={error}
        enterKeyHint="go"
      />
      <Button look="primary" type="submit" wide>
        {t('first.join')}
      </Button>
    </form>
  );
}
