import type { CampaignState } from '#shared/domain/campaign-state.ts';
import type { DeliveryState } from '#shared/domain/delivery-state.ts';
import type { TokenStatus } from '#shared/domain/notification-token.ts';

/** States in the words of the screen (DESIGN 14). */
export const CAMPAIGN_WORDS: Readonly<Record<CampaignState, string>> = {
  draft: 'draft, not launched yet',
  scheduled: 'launched, nothing has left yet',
  running: 'going out',
  paused: 'paused',
  finished: 'finished',
  cancelled: 'taken back',
};

/** See {@link CAMPAIGN_WORDS}. */
export const MESSAGE_WORDS: Readonly<Record<DeliveryState, string>> = {
  scheduled: 'waiting for its time',
  sending: 'on its way',
  uncertain: "we can't tell whether it arrived",
  sent: 'accepted by Meta',
  failed: 'refused',
  skipped: 'not planned',
  missed: 'too late',
  cancelled: 'taken back',
};

/** See {@link CAMPAIGN_WORDS}. */
export const PERMISSION_WORDS: Readonly<Record<TokenStatus, string>> = {
  active: 'yes',
  stopped: 'said stop',
  expired: 'ran out',
  invalid: 'no longer known to Meta',
  suppressed: 'never message again',
};
