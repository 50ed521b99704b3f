import type { CampaignId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { RehearsalReport } from './rehearsal-report.ts';
import type { SleepingHours } from './sleeping-hours.ts';

/** What is rehearsed, and on which copy. Plain data: it crosses to the thread that plays it. */
export interface RehearsalRequest {
  /** The copy of the workspace's database; whoever asks removes it afterwards. */
  readonly databasePath: string;
  readonly campaignId: CampaignId;
  /** `null` = the computer never sleeps. */
  readonly asleep: SleepingHours | null;
  /** Name of the rule pack to play under; `null` = the account's own. */
  readonly rulePackName: string | null;
  /** Where the virtual clock starts. */
  readonly from: EpochMs;
}

/** How far a rehearsal is. */
export interface RehearsalProgress {
  /** Messages of the campaign that have ended. */
  readonly done: number;
  /** Messages of the campaign; `null` before it is launched. */
  readonly total: number | null;
}

/** Plays rehearsals on a thread of their own, with a practice platform beside it: the host's part (DESIGN 10). */
export interface RehearsalRunner {
  /**
   * Plays one rehearsal to its end.
   *
   * @throws {DomainError} what launching the campaign refuses; rejects with the signal's reason when it fires.
   */
  play(
    request: RehearsalRequest,
    asked: { readonly signal: AbortSignal; readonly onProgress: (progress: RehearsalProgress) => void },
  ): Promise<RehearsalReport>;
}
