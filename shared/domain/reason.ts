/**
 * Why a delivery does not go out, or does not go out yet: one closed list for planner, dispatcher, preview and `explain` (DESIGN 4).
 *
 * The sentence and the source of each reason stand in `shared/rules/reason-catalogue.ts`.
 */
export const REASONS = [
  // the permission itself
  'stopped',
  'expired',
  'invalid',
  'suppressed',
  'frequencyUnknown',
  // rules of time
  'coolDown',
  'legacyPeriod',
  'followUpsOpen',
  'personDaily',
  'sameRecipient',
  'otherCampaign',
  // the schedule
  'notInAudience',
  'unknownZone',
  'alreadyPast',
  'outsideWindow',
  'paceTooSlow',
  // what happened on the way
  'late',
  'accountPaused',
  'campaignPaused',
  'restored',
  'windowClosed',
  'throttled',
  'notBegun',
  'refusedTooEarly',
  'readBackNotSent',
  // asking for permission, and what follows a yes
  'noMessageYet',
  'messagingWindowClosed',
  'alreadyHeld',
  'sameTitle',
  'oncePerWindow',
  'titlesPerWeek',
  'requestsPerDay',
  'askingBarred',
  'askOpen',
  'askedElsewhere',
  'askLimit',
  'askRefusedOnce',
  'askNeedsImage',
  'followUpTooLate',
  'followUpBroken',
  // final refusals of the platform
  'platformStopped',
  'platformUnavailable',
  'platformBadRequest',
  'platformInvalidToken',
  'platformRefused',
  'undecided',
  // a person
  'personSaidSent',
  'personDropped',
  'personCancelled',
  // proofs of acceptance other than an answer
  'provenByReadBack',
  'provenByRefusal',
  'provenByConversation',
  'provenByOptIn',
  'uncertainAnswer',
  'crashedWhileSending',
] as const;

/** See {@link REASONS}. */
export type Reason = (typeof REASONS)[number];
