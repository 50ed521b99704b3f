import { MINUTE } from '#shared/time/duration.ts';
import { addMs, type EpochMs, latest } from '#shared/time/instant.ts';

/** How far a next eligible time may lie from what an acceptance would have made it (DESIGN 6.4). */
const FIT_TOLERANCE_MS = 5 * MINUTE;

/**
 * When the platform took a message that a restored database still holds as scheduled, as its next eligible time shows; `null` = it shows
 * no acceptance between the due time and the restore. The database that was lost can have sent it only then (DESIGN 6.8).
 *
 * @param about.nextAfter - what the platform tells after an acceptance at an instant; rises with it.
 */
export function acceptedBeforeRestore(about: {
  readonly dueAt: EpochMs;
  readonly restoredAt: EpochMs;
  readonly toldNextEligibleAt: EpochMs;
  readonly nextAfter: (acceptedAt: EpochMs) => EpochMs;
}): EpochMs | null {
  const { dueAt, restoredAt, toldNextEligibleAt: told, nextAfter } = about;
  if (told < addMs(nextAfter(dueAt), -FIT_TOLERANCE_MS)) return null;
  if (told > addMs(nextAfter(restoredAt), FIT_TOLERANCE_MS)) return null;
  const waitMs = nextAfter(dueAt) - dueAt;
  const takenAt = latest(addMs(told, -waitMs), dueAt);
  return takenAt > restoredAt ? restoredAt : takenAt;
}
