/** Which screen answers which path. Only the people list comes with the shell; the rest is fetched. */
import type { ComponentType } from 'preact';
import { PeoplePage } from '../features/people/people-page';
import { matchPath, type PathParams } from './match-path';

export interface ScreenProps {
  readonly params: PathParams;
}

export type Screen = ComponentType<ScreenProps>;

export interface Route {
  readonly pattern: string;
  readonly screen: Screen | null;
  readonly load: () => Promise<Screen>;
  /** Without the tab bar. */
  readonly bare: boolean;
}

function lazy(pattern: string, load: () => Promise<Screen>, bare = false): Route {
  return { pattern, screen: null, load, bare };
}

const scan = (): Promise<Screen> => import('../features/scan/scan-page').then((it) => it.ScanPage);
const badge = (): Promise<Screen> => import('../features/scan/scan-page').then((it) => it.BadgeScanPage);
const met = (): Promise<Screen> => import('../features/met/met-page').then((it) => it.MetPage);

const recap = (): Promise<Screen> => import('../features/recap/recap-page').then((it) => it.RecapPage);
const wayHome = (): Promise<Screen> => import('../features/recap/way-home-page').then((it) => it.WayHomePage);
const message = (): Promise<Screen> => import('../features/recap/message-page').then((it) => it.MessagePage);

export const ROUTES: readonly Route[] = [
  lazy('/', () => import('../features/home/home-page').then((it) => it.HomePage)),
  { pattern: '/people', screen: PeoplePage, load: async () => PeoplePage, bare: false },
  lazy('/people/:id', () => import('../features/person/person-page').then((it) => it.PersonPage)),
  lazy('/scan', scan, true),
  lazy('/met/:id', met, true),
  lazy('/recap', recap),
  lazy('/recap/:event', recap),
  lazy('/recap/:event/way-home', wayHome, true),
  lazy('/recap/:event/to/:id', message),
  lazy('/me/badge', badge, true),
  lazy('/b/:handle', () => import('../features/badge/badge-link-page').then((it) => it.BadgeLinkPage)),
  lazy('/me', () => import('../features/me/me-page').then((it) => it.MePage)),
  lazy('/events', () => import('../features/organiser/events-page').then((it) => it.EventsPage)),
  lazy('/events/new', () => import('../features/organiser/new-event-page').then((it) => it.NewEventPage)),
  lazy('/events/:id', () => import('../features/organiser/event-page').then((it) => it.EventPage)),
  lazy('/events/:id/edit', () =>
    import('../features/organiser/edit-event-page').then((it) => it.EditEventPage),
  ),
  lazy('/events/:id/questions', () =>
    import('../features/organiser/questions-page').then((it) => it.QuestionsPage),
  ),
  lazy('/events/:id/badges', () => import('../features/badges/badges-page').then((it) => it.BadgesPage)),
  lazy('/j', () => import('../features/join/code-page').then((it) => it.CodePage), true),
  lazy('/events/:id/export', () => import('../features/exports/export-page').then((it) => it.ExportPage)),
  lazy('/events/:id/seen', () => import('../features/exports/seen-page').then((it) => it.SeenPage)),
  lazy('/j/:code', () => import('../features/join/join-page').then((it) => it.JoinPage), true),
  lazy('/welcome', () => import('../features/welcome/welcome-page').then((it) => it.WelcomePage), true),
  lazy('/in', () => import('../features/sign-in/sign-in-page').then((it) => it.SignInPage), true),
];

const LOST = lazy('*', () => import('../features/lost/lost-page').then((it) => it.LostPage));

export function routeFor(actual: string): { readonly route: Route; readonly params: PathParams } {
  for (const route of ROUTES) {
    const params = matchPath(route.pattern, actual);
    if (params !== null) return { route, params };
  }
  return { route: LOST, params: {} };
}

/** The scanner and what follows it are fetched before they are needed. */
export function prefetchScan(): void {
  void Promise.allSettled([scan(), met()]);
}
