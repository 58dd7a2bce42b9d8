/** Without a camera: type the code that they say, or paste the link of their code, or an event's code. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { navigate } from '../../app/router';
import { joinCodeIn } from '../../card/parse';
import { readSpoken } from '../../card/spoken';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Sheet } from '../../ui/sheet';
import styles from './paste-sheet.module.css';

/** Told at once, before anything is sent: the eighth symbol checks the seven. */
function faultIn(text: string): string | null {
  return readSpoken(text)?.kind === 'mistyped' ? t('scan.pasteMistyped') : null;
}

export function PasteSheet({
  onText,
  onClose,
}: {
  onText: (text: string) => void;
  onClose: () => void;
}): JSX.Element {
  const [typed, setTyped] = useState('');
  const [empty, setEmpty] = useState(false);
  const text = typed.trim();
  const joinCode = joinCodeIn(text);
  const fault = faultIn(text);
  const submit = (): void => {
    if (text === '') setEmpty(true);
    else if (fault !== null) return;
    else if (readSpoken(text) === null && joinCode !== null) navigate(`/j/${joinCode}`);
    else onText(text);
  };
  return (
    <Sheet title={t('scan.pasteTitle')} onClose={onClose}>
      <form
        class={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={t('scan.pasteLabel')}
          hint={t('scan.pasteHint')}
          value={typed}
          onInput={(value) => {
            setTyped(value);
            setEmpty(false);
          }}
          error={fault ?? (empty ? t('scan.pasteEmpty') : null)}
          enterKeyHint="go"
          autoFocus
        />
        <Button look="primary" type="submit" wide>
          {t('common.continue')}
        </Button>
        {fault !== null && joinCode !== null && (
          <Button look="quiet" wide onClick={() => navigate(`/j/${joinCode}`)}>
            {t('scan.pasteEventCode')}
          </Button>
        )}
      </form>
    </Sheet>
  );
}
