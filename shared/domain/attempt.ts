/**
 * How one Graph call ended (DESIGN 6.3).
 *
 * `accepted`: message id and the right recipient. `tooEarly`: the platform's own one-per-day refusal. `stopped`: the person said stop.
 * `unavailable`: this person cannot be reached now. `invalidToken`: the token does not exist any more. `badRequest`: our message is wrong.
 * `throttled`: too many calls, provably not executed. `unauthorized`: access token dead. `blocked`: the account may not send.
 * `notSent`: the connection failed before the first byte of the request left. `uncertain`: anything else.
 */
export const ATTEMPT_OUTCOMES = [
  'accepted',
  'tooEarly',
  'stopped',
  'unavailable',
  'invalidToken',
  'badRequest',
  'throttled',
  'unauthorized',
  'blocked',
  'notSent',
  'uncertain',
] as const;
/** See {@link ATTEMPT_OUTCOMES}. */
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** What a delivery is (DESIGN 1). */
export const DELIVERY_KINDS = ['marketing', 'followup', 'optin', 'test'] as const;
/** See {@link DELIVERY_KINDS}. */
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];
