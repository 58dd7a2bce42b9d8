/** The channels somebody shared, then the share sheet and the clipboard. */
import type { JSX } from 'preact';
import { type MessageKey, t } from '../../app/i18n';
import { eventById } from '../../db/signals';
import type { Channel, LocalEncounter } from '../../db/types';
import { subjectFor } from '../../recap/draft';
import { type Way, waysTo } from '../../recap/ways';
import { Button } from '../../ui/button';
import buttons from '../../ui/button.module.css';
import { Icon } from '../../ui/icon';
import { say } from '../../ui/toast';
import { CONTACT_LOOKS } from '../contact-words';
import { copyText } from '../copy-text';
import { knownName, shortName } from '../encounter-words';
import styles from './ways-out.module.css';

/** By which channel the words are on their way, and what there is still to do. */
export interface Use {
  readonly channel: Channel;
  readonly copied: boolean;
  /** The number or name to paste it to; '' where the app opens by itself. */
  readonly to: string;
}

type Used = (use: Use) => void;

const LABELS: Partial<Record<Channel, MessageKey>> = {
  email: 'recap.mail',
  whatsapp: 'recap.whatsapp',
  linkedin: 'recap.linkedin',
  signal: 'recap.signal',
  sms: 'recap.sms',
};

async function copyFor(text: string, channel: Channel, to: string, onUsed: Used): Promise<void> {
  if (await copyText(text)) onUsed({ channel, copied: true, to });
  else say(t('common.copyFailed'));
}

function WayOut(props: { way: Way; first: boolean; text: string; onUsed: Used }): JSX.Element {
  const { way, text, onUsed } = props;
  const label = LABELS[way.channel] ?? 'recap.copy';
  const { icon } = CONTACT_LOOKS[way.kind];
  if (way.href === null) {
    return (
      <Button icon={icon} onClick={() => void copyFor(text, way.channel, way.value, onUsed)}>
        {t(label)}
      </Button>
    );
  }
  const outside = way.href.startsWith('https:');
  const follow = (): void => {
    if (way.carries) onUsed({ channel: way.channel, copied: false, to: '' });
    else void copyFor(text, way.channel, '', onUsed);
  };
  return (
    <a
      class={`${buttons.button} ${props.first ? buttons.primary : buttons.secondary}`}
      href={way.href}
      target={outside ? '_blank' : undefined}
      rel="noopener noreferrer nofollow"
      onClick={follow}
    >
      <Icon name={icon} size={20} />
      <span>{t(label)}</span>
    </a>
  );
}

async function share(text: string, onUsed: Used): Promise<void> {
  try {
    await navigator.share({ text });
    onUsed({ channel: 'share', copied: false, to: '' });
  } catch {
    // Closed without choosing: nothing went out.
  }
}

export function WaysOut(props: { encounter: LocalEncounter; text: string; onUsed: Used }): JSX.Element {
  const { encounter, text, onUsed } = props;
  const subject = subjectFor(eventById(encounter.event_id)?.name ?? null);
  const ways = waysTo(encounter.person?.contact_details ?? [], subject, text);
  const empty = text.trim() === '';
  return (
    <div class={styles.ways}>
      {ways.length === 0 && (
        <p class={styles.none} dir="auto">
          {knownName(encounter) === null
            ? t('recap.noWayThem')
            : t('recap.noWay', { name: shortName(encounter) })}
        </p>
      )}
      {!empty &&
        ways.map((way, index) => (
          <WayOut key={way.kind} way={way} first={index === 0} text={text} onUsed={onUsed} />
        ))}
      {'share' in navigator && (
        <Button icon="share" disabled={empty} onClick={() => void share(text, onUsed)}>
          {t('recap.share')}
        </Button>
      )}
      <Button icon="copy" disabled={empty} onClick={() => void copyFor(text, 'copy', '', onUsed)}>
        {t('recap.copy')}
      </Button>
    </div>
  );
}
