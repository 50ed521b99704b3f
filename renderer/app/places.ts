import { IconHelpCircle, IconMessages, IconSettings, IconSun, IconUsers, type TablerIcon } from '@tabler/icons-react';

/** The five places (DESIGN 14), in the order of the navigation. */
export const PLACES = [
  { path: '/today', word: 'places.today', icon: IconSun },
  { path: '/people', word: 'places.people', icon: IconUsers },
  { path: '/messages', word: 'places.messages', icon: IconMessages },
  { path: '/ask', word: 'places.ask', icon: IconHelpCircle },
  { path: '/settings', word: 'places.settings', icon: IconSettings },
] as const satisfies readonly { readonly path: string; readonly word: string; readonly icon: TablerIcon }[];
