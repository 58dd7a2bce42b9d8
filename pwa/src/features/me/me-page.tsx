/** Me: my card at this event, how to reach me, what the organiser sees, and leaving this phone. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { currentAttendee, currentEvent, myEvents } from '../../app/current-event';
import { t } from '../../app/i18n';
import { account, loaded } from '../../db/signals';
import { Button, LinkButton } from '../../ui/button';
import { EmptyState } from '../../ui/notice';
import { Page } from '../../ui/page';
import { Skeleton } from '../../ui/skeleton';
import { EventSwitcher } from '../home/event-switcher';
import { BadgeSection } from './badge-section';
import { CardForm } from './card-form';
import { ConsentSection } from './consent-section';
import { ContactForm } from './contact-form';
import { InstallHint } from './install-hint';
import styles from './me-page.module.css';
import { PhoneSection } from './phone-section';
import { ProblemList } from './problem-list';

function AtEvent(): JSX.Element | null {
  const [switching, setSwitching] = useState(false);
  const event = currentEvent.value;
  const attendee = currentAttendee.value;
  if (event === null || attendee === null) {
    return (
      <EmptyState
        title={t('me.noCardTitle')}
        action={
          <LinkButton look="primary" href="/">
            {t('me.noCardAction')}
          </LinkButton>
        }
      >
        {t('me.noCardText')}
      </EmptyState>
    );
  }
  return (
    <>
      <div class={styles.at}>
        <p dir="auto">{t('me.cardAt', { event: event.name })}</p>
        {myEvents.value.length > 1 && (
          <Button look="quiet" onClick={() => setSwitching(true)}>
            {t('home.otherEvents')}
          </Button>
        )}
      </div>
      <CardForm key={`card-${event.id}`} event={event} attendee={attendee} />
      <ContactForm key={`contact-${event.id}`} attendee={attendee} />
      <BadgeSection key={`badge-${event.id}`} attendee={attendee} />
      <ConsentSection event={event} attendee={attendee} />
      {switching && <EventSwitcher current={event.id} onClose={() => setSwitching(false)} />}
    </>
  );
}

export function MePage(): JSX.Element {
  if (!loaded.value) return <Skeleton />;
  return (
    <Page title={account.value?.name ?? t('nav.me')} tabTitle={t('nav.me')}>
      <div class={styles.sections}>
        <ProblemList />
        <AtEvent />
        <LinkButton icon="events" href="/events">
          {t('me.events')}
        </LinkButton>
        <InstallHint />
        <PhoneSection />
      </div>
    </Page>
  );
}
