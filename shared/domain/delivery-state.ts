/**
 * States of a delivery (DESIGN 3, Delivery states).
 *
 * - `scheduled`: the row waits for its due time. Entered by planning, and again when a refused or never begun attempt is
 *   proven not to have executed.
 * - `sending`: claimed; the POST may be on the wire. Only the dispatcher enters it, in the transaction that writes the attempt.
 * - `sent`: accepted by the platform: it answered so, a read of the token proved it, or a person said so.
 * - `failed`: the platform refused for good, or nobody could decide.
 * - `skipped`: will never go out; decided before sending, with a reason.
 * - `missed`: its time passed while it could not be sent.
 * - `cancelled`: taken back by a person before it was claimed.
 * - `uncertain`: the POST left and the answer did not settle it. Never resent by itself.
 */
export const DELIVERY_STATES = [
  'scheduled',
  'sending',
  'uncertain',
  'sent',
  'failed',
  'skipped',
  'missed',
  'cancelled',
] as const;

/** See {@link DELIVERY_STATES}. */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** From each state the states it may go to (DESIGN 3, Delivery states). The SQL triggers and the diagram come from here. */
export const DELIVERY_TRANSITIONS: Readonly<Record<DeliveryState, readonly DeliveryState[]>> = {
  scheduled: ['sending', 'skipped', 'missed', 'cancelled'],
  sending: ['sent', 'failed', 'scheduled', 'missed', 'uncertain'],
  uncertain: ['sent', 'scheduled', 'missed', 'cancelled', 'failed'],
  sent: [],
  failed: [],
  skipped: [],
  missed: [],
  cancelled: [],
};

/**
 * Whether a delivery may go from one state to another. Staying in a state is no transition.
 *
 * @public The tests of the schema hold the triggers against it.
 */
export function mayBecome(from: DeliveryState, to: DeliveryState): boolean {
  return DELIVERY_TRANSITIONS[from].includes(to);
}

/** Whether nothing can change this delivery any more. */
export function isFinal(state: DeliveryState): boolean {
  return DELIVERY_TRANSITIONS[state].length === 0;
}
