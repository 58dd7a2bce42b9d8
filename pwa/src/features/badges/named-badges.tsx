/** Badges of everybody, or of some. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { Skeleton } from '../../ui/skeleton';
import { Section } from '../me/section';
import styles from './badges-page.module.css';
import { Choice } from './choice';
import { Download } from './download';
import { type BadgePaper, chosenLink, everybodyLink } from './links';
import { NameChooser } from './name-chooser';
import type { Names } from './use-names';

interface NamedBadgesProps {
  readonly eventId: string;
  readonly paper: BadgePaper;
  readonly names: Names;
}

function Everybody({ eventId, paper, names }: NamedBadgesProps): JSX.Element {
  const parts = Array.from({ length: names.files }, (_, at) => at + 1);
  return (
    <div class={styles.downloads}>
      {parts.map((part) => (
        <Download key={part} look="primary" href={everybodyLink(eventId, paper, part)}>
          {names.files === 1
            ? t('badges.download', { count: names.total })
            : t('badges.downloadPart', { part, parts: names.files })}
        </Download>
      ))}
    </div>
  );
}

function Some({ eventId, paper, names }: NamedBadgesProps): JSX.Element {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set<string>());
  return (
    <>
      <NameChooser names={names} chosen={chosen} onChange={setChosen} />
      {chosen.size > 0 && (
        <div class={styles.downloads}>
          <Download look="primary" href={chosenLink(eventId, paper, chosen)}>
            {t('badges.download', { count: chosen.size })}
          </Download>
        </div>
      )}
    </>
  );
}

function Whose(props: NamedBadgesProps): JSX.Element {
  const [whose, setWhose] = useState<'everybody' | 'chosen'>('everybody');
  const options = [
    { value: 'everybody', label: t('badges.everybody', { count: props.names.total }) },
    { value: 'chosen', label: t('badges.chosen') },
  ] as const;
  return (
    <>
      <Choice legend={t('badges.who')} options={options} chosen={whose} onChoose={setWhose} />
      {whose === 'everybody' ? <Everybody {...props} /> : <Some {...props} />}
    </>
  );
}

function Inside(props: NamedBadgesProps): JSX.Element {
  const { state, total, more } = props.names;
  if (state === 'loading') return <Skeleton />;
  if (state === 'offline') return <p>{t('badges.namesOffline')}</p>;
  if (state === 'failed') {
    return (
      <Notice
        icon="warning"
        look="amber"
        title={t('badges.listFailed')}
        actions={<Button onClick={more}>{t('common.tryAgain')}</Button>}
      />
    );
  }
  return total === 0 ? <p>{t('badges.nobody')}</p> : <Whose {...props} />;
}

export function NamedBadges(props: NamedBadgesProps): JSX.Element {
  return (
    <Section title={t('badges.named')} text={t('badges.namedText')}>
      <Inside {...props} />
    </Section>
  );
}
