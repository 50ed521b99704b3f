import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell });

const at = <const Path extends string>(path: Path) => ({ getParentRoute: () => root, path });

const routes = [
  createRoute({
    ...at('/'),
    component: lazyRouteComponent(() => import('#renderer/places/today/today-screen.tsx'), 'TodayScreen'),
  }),
  createRoute({
    ...at('/welcome'),
    component: lazyRouteComponent(() => import('#renderer/places/welcome/welcome-screen.tsx'), 'WelcomeScreen'),
  }),
  createRoute({
    ...at('/today'),
    component: lazyRouteComponent(() => import('#renderer/places/today/today-screen.tsx'), 'TodayScreen'),
  }),
  createRoute({
    ...at('/people'),
    component: lazyRouteComponent(() => import('#renderer/places/people/people-screen.tsx'), 'PeopleScreen'),
  }),
  createRoute({
    ...at('/people/zones'),
    component: lazyRouteComponent(() => import('#renderer/places/people/zones-screen.tsx'), 'ZonesScreen'),
  }),
  createRoute({
    ...at('/import'),
    component: lazyRouteComponent(() => import('#renderer/places/import/import-screen.tsx'), 'ImportScreen'),
  }),
  createRoute({
    ...at('/messages'),
    component: lazyRouteComponent(() => import('#renderer/places/messages/messages-screen.tsx'), 'MessagesScreen'),
  }),
  createRoute({
    ...at('/messages/$campaign'),
    component: lazyRouteComponent(() => import('#renderer/places/messages/campaign-screen.tsx'), 'CampaignScreen'),
  }),
  createRoute({
    ...at('/messages/$campaign/plan'),
    component: lazyRouteComponent(() => import('#renderer/places/messages/plan-screen.tsx'), 'PlanScreen'),
  }),
  createRoute({
    ...at('/messages/$campaign/review'),
    component: lazyRouteComponent(() => import('#renderer/places/messages/review-screen.tsx'), 'ReviewScreen'),
  }),
  createRoute({
    ...at('/messages/$campaign/progress'),
    component: lazyRouteComponent(() => import('#renderer/places/messages/progress-screen.tsx'), 'ProgressScreen'),
  }),
  createRoute({
    ...at('/messages/$campaign/rehearse'),
    component: lazyRouteComponent(() => import('#renderer/places/messages/rehearse-screen.tsx'), 'RehearseScreen'),
  }),
  createRoute({
    ...at('/calendar'),
    component: lazyRouteComponent(() => import('#renderer/places/calendar/calendar-screen.tsx'), 'CalendarScreen'),
  }),
  createRoute({
    ...at('/activity'),
    component: lazyRouteComponent(() => import('#renderer/places/activity/activity-screen.tsx'), 'ActivityScreen'),
  }),
  createRoute({
    ...at('/ask'),
    component: lazyRouteComponent(() => import('#renderer/places/ask/ask-screen.tsx'), 'AskScreen'),
  }),
  createRoute({
    ...at('/settings'),
    component: lazyRouteComponent(() => import('#renderer/places/settings/settings-screen.tsx'), 'SettingsScreen'),
  }),
  createRoute({
    ...at('/settings/connect'),
    component: lazyRouteComponent(() => import('#renderer/places/settings/connect-screen.tsx'), 'ConnectScreen'),
  }),
];

/** Every screen and its address; hash addresses, so that neither host has to know them. */
export const router = createRouter({ routeTree: root.addChildren(routes), history: createHashHistory() });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
