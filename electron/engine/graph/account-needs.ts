import type { Platform } from '#shared/domain/account.ts';

/** One thing an account needs on the platform, and what it is for. */
export interface AccountNeed {
  readonly name: string;
  /** What it is for, to follow "which". */
  readonly purpose: string;
  readonly source: string;
}

const MESSENGER_PERMISSIONS: readonly AccountNeed[] = [
  { name: 'pages_messaging', purpose: 'sends messages', source: 'seeds/004' },
  { name: 'pages_manage_metadata', purpose: 'subscribes to webhooks', source: 'META-API 9' },
  { name: 'pages_show_list', purpose: 'finds the Page', source: 'DESIGN 13: printed pages_showlist' },
];

const INSTAGRAM_PERMISSIONS: readonly AccountNeed[] = [
  { name: 'instagram_basic', purpose: 'finds the Instagram account', source: 'seeds/000' },
  { name: 'instagram_manage_messages', purpose: 'sends messages on Instagram', source: 'seeds/000' },
  { name: 'pages_messaging', purpose: 'sends to tokens, whose interface belongs to the Page', source: 'DESIGN 13' },
  { name: 'pages_manage_metadata', purpose: 'subscribes to webhooks', source: 'seeds/000' },
  { name: 'pages_show_list', purpose: 'finds the linked Page', source: 'seeds/000' },
  { name: 'business_management', purpose: 'reaches accounts of a business portfolio', source: 'seeds/000' },
];

/** The permissions an access token must carry (seeds/000, seeds/004; META-API 8). */
export const NEEDED_PERMISSIONS: Readonly<Record<Platform, readonly AccountNeed[]>> = {
  messenger: MESSENGER_PERMISSIONS,
  instagram: INSTAGRAM_PERMISSIONS,
};

/** The webhook fields the Page must be subscribed to (DESIGN 13). */
export const NEEDED_SUBSCRIPTIONS: readonly AccountNeed[] = [
  { name: 'messaging_optins', purpose: 'tells of new permissions, stops and resumes', source: 'DESIGN 13' },
  { name: 'messaging_referrals', purpose: 'is required for sending', source: 'seeds/004' },
  { name: 'messages', purpose: 'tells when the 24 hour window opens', source: 'DESIGN 13' },
  { name: 'messaging_postbacks', purpose: 'tells when somebody taps a button', source: 'DESIGN 13' },
  { name: 'message_reactions', purpose: 'tells of reactions, which open the window too', source: 'DESIGN 13' },
];

/** The task on the Page that the person behind the access token must have (seeds/004). */
export const NEEDED_TASK = 'MESSAGING';
