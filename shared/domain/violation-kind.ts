/**
 * Rules a played campaign can break (DESIGN 4, 5, 12).
 *
 * - `twoInsideCoolDown`: two accepted messages on one token closer than the cool-down, earlier sends of the workspace included.
 * - `twoToOnePerson`: two accepted messages of one campaign to one person, or two within the guard's time.
 * - `outsideWindow`, `beforeSlot`, `tooLate`: accepted when the schedule does not allow it.
 * - `refusedTooEarly`: a message the platform refused as too early, which the rules should have held back.
 * - `acceptedUnknown`: accepted by the platform, but no message of the workspace says so. `sentUnproven`: the other way round.
 */
export const VIOLATION_KINDS = [
  'twoInsideCoolDown',
  'twoToOnePerson',
  'outsideWindow',
  'beforeSlot',
  'tooLate',
  'refusedTooEarly',
  'acceptedUnknown',
  'sentUnproven',
] as const;
/** See {@link VIOLATION_KINDS}. */
export type ViolationKind = (typeof VIOLATION_KINDS)[number];
