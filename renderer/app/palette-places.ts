import {
  IconActivity,
  IconCalendar,
  IconClockEdit,
  IconFileImport,
  IconHelpCircle,
  IconMessagePlus,
  IconMessages,
  IconPlugConnected,
  IconSettings,
  IconSun,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ShortcutDeed } from './shortcuts.ts';

/** Places and actions of the palette, in the order in which they are offered; `word` is a key of `common:places`. */
export const PALETTE_PLACES = [
  { does: { kind: 'go', to: '/today' }, word: 'today', icon: IconSun },
  { does: { kind: 'newMessage' }, word: 'newMessage', icon: IconMessagePlus },
  { does: { kind: 'go', to: '/people' }, word: 'people', icon: IconUsers },
  { does: { kind: 'go', to: '/messages' }, word: 'messages', icon: IconMessages },
  { does: { kind: 'go', to: '/ask' }, word: 'ask', icon: IconHelpCircle },
  { does: { kind: 'go', to: '/calendar' }, word: 'calendar', icon: IconCalendar },
  { does: { kind: 'go', to: '/activity' }, word: 'activity', icon: IconActivity },
  { does: { kind: 'go', to: '/import' }, word: 'import', icon: IconFileImport },
  { does: { kind: 'go', to: '/people/zones' }, word: 'zones', icon: IconClockEdit },
  { does: { kind: 'go', to: '/settings' }, word: 'settings', icon: IconSettings },
  { does: { kind: 'go', to: '/settings/connect' }, word: 'connect', icon: IconPlugConnected },
] as const satisfies readonly { readonly does: ShortcutDeed; readonly word: string; readonly icon: TablerIcon }[];
