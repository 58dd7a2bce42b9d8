/** What an organiser prints: the poster, badges with names, and blank ones. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../app/i18n';
import type { ScreenProps } from '../../app/routes';
import { eventById, loaded } from '../../db/signals';
import type { KithEvent } from '../../db/types';
import { TextField } from '../../ui/field';
import { EmptyState, Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { Skeleton } from '../../ui/skeleton';
import { Section } from '../me/section';
import styles from './badges-page.module.css';
import { Choice } from './choice';
import { Download } from './download';
import { type BadgePaper, blankLink, countIn, posterLink } from './links';
import { NamedBadges } from './named-badges';
import { useNames } from './use-names';
import { useOnline } from './use-online';
import '../organiser/words';

const USUAL_BLANK = '200';

function Poster({ event }: { event: KithEvent }): JSX.Element {
  return (
    <Section title={t('badges.poster')} text={t('badges.posterText')}>
      <div class={styles.downloads}>
        <Download href={posterLink(event.id, 'a4')}>{t('badges.posterPaper', { paper: 'A4' })}</Download>
        <Download href={posterLink(event.id, 'letter')}>
          {t('badges.posterPaper', { paper: 'Letter' })}
        </Download>
      </div>
    </Section>
  );
}

function BlankBadges({ event, paper }: { event: KithEvent; paper: BadgePaper }): JSX.Element {
  const [typed, setTyped] = useState(USUAL_BLANK);
  const count = countIn(typed);
  return (
    <Section title={t('badges.blank')} text={t('badges.blankText')}>
      <TextField
        label={t('badges.count')}
        hint={t('badges.countHint')}
        inputMode="numeric"
        value={typed}
        onInput={setTyped}
        error={count === null ? t('badges.countWrong') : null}
      />
      {count !== null && (
        <div class={styles.downloads}>
          <Download href={blankLink(event.id, paper, count)}>{t('badges.downloadBlank', { count })}</Download>
        </div>
      )}
    </Section>
  );
}

function Printing({ event, online }: { event: KithEvent; online: boolean }): JSX.Element {
  const [paper, setPaper] = useState<BadgePaper>('a6');
  const names = useNames(event.id, online);
  const papers = [
    { value: 'a6', label: t('badges.a6'), hint: t('badges.a6Hint') },
    { value: 'labels', label: t('badges.labels'), hint: t('badges.labelsHint') },
  ] as const;
  return (
    <div class={styles.columns}>
      {!online && (
        <div class={styles.across}>
          <Notice icon="offline" title={t('badges.offlineTitle')}>
            {t('badges.offlineText')}
          </Notice>
        </div>
      )}
      <div class={styles.column}>
        <Poster event={event} />
        <Choice legend={t('badges.paper')} options={papers} chosen={paper} onChoose={setPaper} />
      </div>
      <div class={styles.named}>
        <NamedBadges eventId={event.id} paper={paper} names={names} />
      </div>
      <BlankBadges event={event} paper={paper} />
    </div>
  );
}

function Badges({ event }: { event: KithEvent }): JSX.Element {
  const online = useOnline();
  return (
    <Page title={t('badges.title')} eyebrow={<bdi>{event.name}</bdi>} back={`/events/${event.id}`} wide>
      <Printing event={event} online={online} />
    </Page>
  );
}

export function BadgesPage({ params }: ScreenProps): JSX.Element {
  const event = eventById(params.id ?? '');
  if (event !== null && event.role !== null) return <Badges event={event} />;
  if (!loaded.value) return <Skeleton />;
  return (
    <Page title={t('badges.title')} back="/events">
      <EmptyState title={t('event.unknownTitle')}>{t('event.unknownText')}</EmptyState>
    </Page>
  );
}
