import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { readActivityAddress } from '#renderer/places/activity/activity-address.ts';
import { readAskSearch } from '#renderer/places/ask/ask-address.ts';
import { readCalendarAddress } from '#renderer/places/calendar/calendar-days.ts';
import { readPeopleSearch } from '#renderer/places/people/people-address.ts';
import { readConnectAddress, readSettingsAddress } from '#renderer/places/settings/settings-address.ts';
import { BrokenScreen, LostScreen } from './lost-screen.tsx';
import { NOT_LOADED } from './not-loaded.ts';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: LostScreen, errorComponent: BrokenScreen });

/**
 * A place whose code is fetched when it is needed. Where that fails the screen that says so stays, with a way to try again: loading the
 * page anew, as the router would do of itself, leaves nothing at all while whoever serves the screens is away.
 */
function place<Module extends Record<string, unknown>>(
  load: () => Promise<Module>,
  name: keyof Module & string,
): ReturnType<typeof lazyRouteComponent<Module, typeof name>> {
  const loadOrSay = (): Promise<Module> =>
    load().catch((cause: unknown) => {
      throw new Error(NOT_LOADED, { cause });
    });
  return lazyRouteComponent(loadOrSay, name);
}

const at = <const Path extends string>(path: Path) => ({ getParentRoute: () => root, path });

const routes = [
  createRoute({
    ...at('/'),
    component: place(() => import('./first-place.tsx'), 'FirstPlace'),
  }),
  createRoute({
    ...at('/welcome'),
    component: place(() => import('#renderer/places/welcome/welcome-screen.tsx'), 'WelcomeScreen'),
  }),
  createRoute({
    ...at('/today'),
    component: place(() => import('#renderer/places/today/today-screen.tsx'), 'TodayScreen'),
  }),
  createRoute({
    ...at('/people'),
    validateSearch: readPeopleSearch,
    component: place(() => import('#renderer/places/people/people-screen.tsx'), 'PeopleScreen'),
  }),
  createRoute({
    ...at('/people/zones'),
    component: place(() => import('#renderer/places/people/zones-screen.tsx'), 'ZonesScreen'),
  }),
  createRoute({
    ...at('/import'),
    component: place(() => import('#renderer/places/import/import-screen.tsx'), 'ImportScreen'),
  }),
  createRoute({
    ...at('/messages'),
    component: place(() => import('#renderer/places/messages/messages-screen.tsx'), 'MessagesScreen'),
  }),
  createRoute({
    ...at('/messages/$campaign'),
    component: place(() => import('#renderer/places/messages/campaign-screen.tsx'), 'CampaignScreen'),
  }),
  createRoute({
    ...at('/messages/$campaign/plan'),
    component: place(() => import('#renderer/places/messages/plan-screen.tsx'), 'PlanScreen'),
  }),
  createRoute({
    ...at('/messages/$campaign/review'),
    component: place(() => import('#renderer/places/messages/review-screen.tsx'), 'ReviewScreen'),
  }),
  createRoute({
    ...at('/messages/$campaign/progress'),
    component: place(() => import('#renderer/places/messages/progress-screen.tsx'), 'ProgressScreen'),
  }),
  createRoute({
    ...at('/messages/$campaign/rehearse'),
    component: place(() => import('#renderer/places/messages/rehearse-screen.tsx'), 'RehearseScreen'),
  }),
  createRoute({
    ...at('/calendar'),
    validateSearch: readCalendarAddress,
    component: place(() => import('#renderer/places/calendar/calendar-screen.tsx'), 'CalendarScreen'),
  }),
  createRoute({
    ...at('/activity'),
    validateSearch: readActivityAddress,
    component: place(() => import('#renderer/places/activity/activity-screen.tsx'), 'ActivityScreen'),
  }),
  createRoute({
    ...at('/ask'),
    component: place(() => import('#renderer/places/ask/cards/cards-screen.tsx'), 'AskCardsScreen'),
  }),
  createRoute({
    ...at('/ask/cards/$card'),
    component: place(() => import('#renderer/places/ask/editor/card-screen.tsx'), 'AskCardScreen'),
  }),
  createRoute({
    ...at('/ask/who'),
    validateSearch: readAskSearch,
    component: place(() => import('#renderer/places/ask/who/who-screen.tsx'), 'AskWhoScreen'),
  }),
  createRoute({
    ...at('/ask/sent'),
    validateSearch: readAskSearch,
    component: place(() => import('#renderer/places/ask/sent/sent-screen.tsx'), 'AskSentScreen'),
  }),
  createRoute({
    ...at('/ask/ways'),
    validateSearch: readAskSearch,
    component: place(() => import('#renderer/places/ask/ways/ways-screen.tsx'), 'AskWaysScreen'),
  }),
  createRoute({
    ...at('/ask/try'),
    validateSearch: readAskSearch,
    component: place(() => import('#renderer/places/ask/trial/trial-screen.tsx'), 'AskTrialScreen'),
  }),
  createRoute({
    ...at('/settings'),
    validateSearch: readSettingsAddress,
    component: place(() => import('#renderer/places/settings/settings-screen.tsx'), 'SettingsScreen'),
  }),
  createRoute({
    ...at('/settings/connect'),
    validateSearch: readConnectAddress,
    component: place(() => import('#renderer/places/settings/connect-screen.tsx'), 'ConnectScreen'),
  }),
  createRoute({
    ...at('/settings/relay'),
    component: place(() => import('#renderer/places/settings/relay-screen.tsx'), 'RelayScreen'),
  }),
];

/**
 * Fetches the code of every place once there is nothing else to do, so that each opens while the engine, and with it whoever serves the
 * screens, is away. What cannot be fetched now is fetched when it is opened.
 */
export function preloadPlaces(): void {
  const preload = (): void => {
    for (const { options } of routes) void options.component?.preload?.()?.catch(() => undefined);
  };
  // Not every browser knows idle time; there a moment after the first picture does as well.
  if ('requestIdleCallback' in window) window.requestIdleCallback(preload, { timeout: IDLE_MS });
  else setTimeout(preload, IDLE_MS);
}

/** Longest wait for a moment without work, in ms (Sundial's choice). */
const IDLE_MS = 2_000;

/** Every screen and its address; hash addresses, so that neither host has to know them. */
export const router = createRouter({
  routeTree: root.addChildren(routes),
  history: createHashHistory(),
  defaultErrorComponent: BrokenScreen,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
