/** Without a camera: paste the link of somebody's code, or type an event's code. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { navigate } from '../../app/router';
import { joinCodeIn } from '../../card/parse';
import { Button } from '../../ui/button';
import { TextArea } from '../../ui/field';
import { Sheet } from '../../ui/sheet';
import styles from './paste-sheet.module.css';

export function PasteSheet({
  onText,
  onClose,
}: {
  onText: (text: string) => void;
  onClose: () => void;
}): JSX.Element {
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const submit = (): void => {
    const joinCode = joinCodeIn(text.trim());
    if (text.trim() === '') setError(t('scan.pasteEmpty'));
    else if (joinCode !== null) navigate(`/j/${joinCode}`);
    else onText(text.trim());
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
        <TextArea
          label={t('scan.pasteLabel')}
          hint={t('scan.pasteHint')}
          value={text}
          onInput={setText}
          error={error}
          autoFocus
        />
        <Button look="primary" type="submit" wide>
          {t('common.continue')}
        </Button>
      </form>
    </Sheet>
  );
}
