import type { CampaignState } from '#shared/domain/campaign-state.ts';
import { SECOND } from '#shared/time/duration.ts';
import { addMs, type EpochMs, latest } from '#shared/time/instant.ts';

/** How many messages of a campaign were accepted at an instant. */
export interface SentSample {
  readonly at: EpochMs;
  readonly sent: number;
}

/** What an estimate is made from. */
export interface EstimateFacts {
  readonly now: EpochMs;
  readonly state: CampaignState;
  /** `active`, stopped until an instant, or stopped until a person acts (`null`). */
  readonly account: 'active' | { readonly stoppedUntil: EpochMs | null };
  /** Messages that still wait, those on the wire included. */
  readonly left: number;
  /** Those of them whose time has come. */
  readonly dueNow: number;
  /** When the next one is due that is not due yet; `null` = none. */
  readonly nextAt: EpochMs | null;
  /** When the last one is due; `null` = none waits. */
  readonly lastAt: EpochMs | null;
  /** The account's own pace, for as long as nothing was accepted lately. */
  readonly pacePerSecond: number;
  /** Accepted a second lately; `null` = nothing was. */
  readonly perSecond: number | null;
}

/** When the rest will be through, as far as anybody can tell. */
export type FinishEstimate =
  | { readonly kind: 'over' }
  /** Somebody has to act first. */
  | { readonly kind: 'stands' }
  | { readonly kind: 'sending'; readonly finishAt: EpochMs }
  | { readonly kind: 'waits'; readonly until: EpochMs; readonly finishAt: EpochMs };

/** How far back "lately" reaches (Sundial's choice): long enough to smooth the groups, short enough to notice a stop. */
const LATELY_MS = 30 * SECOND;
/** Shortest stretch from which a rate is told (Sundial's choice). */
const SHORTEST_MS = SECOND;

/** Messages accepted a second over the last half minute; `null` when too little is known, or nothing was accepted. */
export function recentRate(samples: readonly SentSample[], now: EpochMs): number | null {
  const lately = samples.filter(({ at }) => now - at <= LATELY_MS && at <= now);
  const first = lately[0];
  const last = lately.at(-1);
  if (first === undefined || last === undefined || last.at - first.at < SHORTEST_MS) return null;
  const perSecond = ((last.sent - first.sent) * SECOND) / (last.at - first.at);
  return perSecond > 0 ? perSecond : null;
}

/**
 * Estimates when nothing waits any more: what is due leaves at the rate of late, or at the account's pace before there is one; what is
 * not due yet waits for its time. Never earlier than the last due time.
 */
export function estimateFinish(facts: EstimateFacts): FinishEstimate {
  if (facts.left === 0) return { kind: 'over' };
  if (facts.state !== 'scheduled' && facts.state !== 'running') return { kind: 'stands' };
  const stopped = facts.account === 'active' ? facts.now : facts.account.stoppedUntil;
  if (stopped === null) return { kind: 'stands' };
  const from = latest(facts.now, stopped);
  const finishAt = finishFrom(facts, from);
  if (from > facts.now) return { kind: 'waits', until: from, finishAt };
  if (facts.dueNow === 0 && facts.nextAt !== null) {
    return { kind: 'waits', until: facts.nextAt, finishAt };
  }
  return { kind: 'sending', finishAt };
}

function finishFrom({ dueNow, left, lastAt, perSecond, pacePerSecond }: EstimateFacts, from: EpochMs): EpochMs {
  const speed = perSecond ?? pacePerSecond;
  const isAllDue = lastAt === null || lastAt <= from;
  const drainedAt = addMs(from, Math.ceil(((isAllDue ? left : dueNow) * SECOND) / speed));
  return isAllDue ? drainedAt : latest(drainedAt, lastAt);
}
