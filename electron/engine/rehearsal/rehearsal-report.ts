import type { EpochMs } from '#shared/time/instant.ts';
import type { CampaignStatus } from '../store/operations/campaigns-status.ts';
import type { Violation } from './find-violations.ts';

/** How a rehearsed campaign ended: what `campaign status` tells, and what else a rehearsal shows (issue 2, Shapes). */
export interface RehearsalReport extends CampaignStatus {
  /** ISO 8601 UTC: where the virtual clock started. */
  readonly virtualFrom: string;
  /** ISO 8601 UTC: where it stood when nothing was left to do. */
  readonly virtualTo: string;
  /** Rules that were broken, found by comparing the platform's ledger with the rules; empty = none. */
  readonly violations: readonly Violation[];
  /** The name of the rule pack it was played under. */
  readonly rulePack: string;
  /** What ended in each hour of virtual time in which anything did, in order. */
  readonly timeline: readonly TimelineHour[];
  /** The same by the minute, for looking closer. */
  readonly minutes: readonly (EndedCounts & { readonly at: EpochMs })[];
}

/** What ended in a stretch of virtual time. */
export interface EndedCounts {
  readonly sent: number;
  readonly missed: number;
  readonly skipped: number;
  readonly failed: number;
}

/** One hour of virtual time. */
export interface TimelineHour extends EndedCounts {
  /** ISO 8601 UTC, the start of the hour. */
  readonly hour: string;
}
