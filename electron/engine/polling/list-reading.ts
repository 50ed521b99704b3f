import type { MomentTeller } from '#engine/screens/moments.ts';
import type { Drift, ListReading } from '#shared/contract/accounts.ts';
import type { DriftFinding } from '#shared/domain/polling.ts';
import type { PollRecord } from './poll-record.ts';

/** A reading of the list in the moments of the screens. */
export function listReadingOf({ at, result, drift }: PollRecord, tell: MomentTeller): ListReading {
  return { at: tell(at, null), result, drift: drift === null ? null : driftOf(drift, tell) };
}

/** A finding in the moments of the screens. */
export function driftOf({ tokens, platformAt, expectedAt, seenAt }: DriftFinding, tell: MomentTeller): Drift {
  return {
    people: tokens,
    platformAt: tell(platformAt, null),
    expectedAt: expectedAt === null ? null : tell(expectedAt, null),
    seenAt: tell(seenAt, null),
  };
}
