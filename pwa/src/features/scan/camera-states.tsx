/** Everything the camera can be but live: a card first, then what went wrong and what to do. */
import type { ComponentChildren, JSX } from 'preact';
import { type MessageKey, t } from '../../app/i18n';
import type { CameraState } from '../../scan/camera';
import { Button } from '../../ui/button';
import { Icon, type IconName } from '../../ui/icon';
import styles from './camera-states.module.css';
import { cameraSteps } from './platform-steps';

type Failure = 'denied' | 'busy' | 'missing' | 'stalled';

const WORDS: Readonly<Record<Failure, readonly [MessageKey, MessageKey]>> = {
  denied: ['scan.deniedTitle', 'scan.deniedText'],
  busy: ['scan.busyTitle', 'scan.busyText'],
  missing: ['scan.missingTitle', 'scan.missingText'],
  stalled: ['scan.stalledTitle', 'scan.stalledText'],
};

function Panel(props: {
  icon: IconName;
  title: string;
  text: string;
  children?: ComponentChildren;
}): JSX.Element {
  return (
    <div class={styles.panel} role="status">
      <Icon name={props.icon} size={36} />
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      {props.children}
    </div>
  );
}

function Failed({ failure, onStart }: { failure: Failure; onStart: () => void }): JSX.Element {
  const [title, text] = WORDS[failure];
  return (
    <Panel icon={failure === 'denied' ? 'lock' : 'warning'} title={t(title)} text={t(text)}>
      {failure === 'denied' && (
        <ol class={styles.steps}>
          {cameraSteps().map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {failure !== 'missing' && (
        <Button look="primary" onClick={onStart}>
          {failure === 'stalled' ? t('scan.restart') : t('common.tryAgain')}
        </Button>
      )}
    </Panel>
  );
}

export function CameraPanel({
  state,
  onStart,
}: {
  state: CameraState;
  onStart: () => void;
}): JSX.Element | null {
  switch (state) {
    case 'idle':
      return (
        <Panel icon="camera" title={t('scan.primeTitle')} text={t('scan.primeText')}>
          <Button look="primary" icon="camera" onClick={onStart}>
            {t('scan.primeButton')}
          </Button>
        </Panel>
      );
    case 'asking':
      return <Panel icon="camera" title={t('scan.askingTitle')} text={t('scan.askingText')} />;
    case 'denied':
    case 'busy':
    case 'missing':
    case 'stalled':
      return <Failed failure={state} onStart={onStart} />;
    default:
      return null;
  }
}
