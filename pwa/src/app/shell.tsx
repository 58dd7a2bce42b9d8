/** The frame around every screen: skip link, tab bar (a side rail on wide screens), messages. */
import type { JSX } from 'preact';
import { account, syncStatus } from '../db/signals';
import { Icon, type IconName } from '../ui/icon';
import { Mark } from '../ui/mark';
import { Toasts } from '../ui/toast';
import { UpdateBar } from '../ui/update-bar';
import { t } from './i18n';
import { Outlet, shown } from './outlet';
import { path } from './router';
import { prefetchScan } from './routes';
import styles from './shell.module.css';

function isHere(href: string): boolean {
  return href === '/' ? path.value === '/' : path.value === href || path.value.startsWith(`${href}/`);
}

interface TabProps {
  readonly href: string;
  readonly icon: IconName;
  readonly label: string;
  /** Only on the rail of wide screens; on a phone it is one tap away under Me. */
  readonly onlyWide?: boolean;
}

function Tab(props: TabProps): JSX.Element {
  const here = isHere(props.href);
  return (
    <a
      class={`${styles.tab} ${props.onlyWide ? styles.onlyWide : ''}`}
      href={props.href}
      aria-current={here ? 'page' : undefined}
    >
      <Icon name={props.icon} />
      <span>{props.label}</span>
    </a>
  );
}

function ScanTab(): JSX.Element {
  return (
    <a
      class={styles.scan}
      href="/scan"
      aria-current={isHere('/scan') ? 'page' : undefined}
      onPointerDown={prefetchScan}
    >
      <span class={styles.scanDisc}>
        <Icon name="scan" size={28} />
      </span>
      <span>{t('nav.scan')}</span>
    </a>
  );
}

function TabBar(): JSX.Element {
  return (
    <nav class={styles.bar} aria-label={t('nav.label')}>
      <a class={styles.brand} href="/">
        <Mark size={36} />
        <span>{t('app.name')}</span>
      </a>
      <Tab href="/" icon="code" label={t('nav.code')} />
      <Tab href="/people" icon="people" label={t('nav.people')} />
      <ScanTab />
      <Tab href="/recap" icon="recap" label={t('nav.recap')} />
      <Tab href="/me" icon="me" label={t('nav.me')} />
      <Tab href="/events" icon="events" label={t('nav.events')} onlyWide />
    </nav>
  );
}

/** Says aloud only what needs a person; sending and sent stay quiet. */
function StatusVoice(): JSX.Element {
  const words = syncStatus.value.state === 'attention' ? t('status.attention') : '';
  return (
    <p class="hidden-words" role="status">
      {words}
    </p>
  );
}

export function Shell(): JSX.Element {
  const bare = shown.value.bare || account.value === null;
  return (
    <div class={bare ? styles.bare : styles.shell}>
      <a class="skip-link" href="#main">
        {t('nav.skip')}
      </a>
      {!bare && <TabBar />}
      <main id="main" class={styles.main} tabIndex={-1}>
        <UpdateBar />
        <Outlet />
      </main>
      <StatusVoice />
      <Toasts />
    </div>
  );
}
