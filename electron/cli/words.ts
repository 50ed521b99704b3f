import type { CampaignState } from '#shared/domain/campaign-state.ts';
import type { DeliveryState } from '#shared/domain/delivery-state.ts';
import type { TokenStatus } from '#shared/domain/notification-token.ts';
import type { Reason } from '#shared/domain/reason.ts';

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

/** Reasons as short notes in a list; the whole sentence is what `explain` says. */
export const REASON_WORDS: Readonly<Record<Reason, string>> = {
  stopped: 'said stop',
  expired: 'permission ran out',
  invalid: 'permission no longer known to Meta',
  suppressed: 'never message again',
  frequencyUnknown: 'old permission, wait not known',
  coolDown: 'wait between messages',
  legacyPeriod: 'had one this week or month',
  followUpsOpen: 'just said yes, follow-ups first',
  personDaily: 'gets another message within a day',
  sameRecipient: 'same person, reached another way',
  otherCampaign: 'another message holds the time',
  notInAudience: 'chose other topics',
  unknownZone: 'time zone to fix',
  alreadyPast: 'the time is past there',
  outsideWindow: 'outside the hours for messages',
  paceTooSlow: 'would leave too late at this pace',
  late: 'too late',
  accountPaused: 'sending was stopped',
  campaignPaused: 'the campaign was paused',
  restored: 'data was restored',
  windowClosed: 'the hours for messages were over',
  throttled: 'Meta asked to slow down',
  notBegun: 'did not leave yet',
  refusedTooEarly: 'Meta says too early',
  readBackNotSent: 'did not arrive, goes again',
  platformStopped: 'said stop to Meta',
  platformUnavailable: 'cannot be reached',
  platformBadRequest: 'Meta does not take the message',
  platformInvalidToken: 'permission no longer known to Meta',
  platformRefused: 'refused by Meta',
  undecided: 'nobody could tell',
  personSaidSent: 'you said it arrived',
  personDropped: 'you dropped it',
  personCancelled: 'you took it back',
  provenByReadBack: 'Meta shows it was accepted',
  provenByRefusal: 'Meta shows it was accepted',
  uncertainAnswer: 'the answer was lost',
  crashedWhileSending: 'this computer stopped while sending',
};
