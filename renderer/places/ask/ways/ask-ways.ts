import {
  IconAd2,
  IconBrandMessenger,
  IconCheckbox,
  IconMessageCircle,
  IconMessageReply,
  type TablerIcon,
} from '@tabler/icons-react';

/**
 * The other ways in which Meta lets a chat begin in which a card can ask (seeds/004, Richiesta di autorizzazione), easiest first.
 * `isOut`: the seeds name it, and Meta's newer pages do not any more (META-API 1.3).
 */
export const OTHER_WAYS = [
  { name: 'ad', icon: IconAd2, isOut: false },
  { name: 'reply', icon: IconMessageReply, isOut: false },
  { name: 'checkbox', icon: IconCheckbox, isOut: false },
  { name: 'sendTo', icon: IconBrandMessenger, isOut: false },
  { name: 'chat', icon: IconMessageCircle, isOut: true },
] as const satisfies readonly { readonly name: string; readonly icon: TablerIcon; readonly isOut: boolean }[];
