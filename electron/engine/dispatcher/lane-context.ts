import type { EngineParts } from '#engine/engine-parts.ts';
import type { ClaimGroup } from '#engine/store/operations/claims.ts';
import type { AccountId, CampaignId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { AnswerWriter } from './answer-writer.ts';
import type { ClaimDesk } from './claim-desk.ts';
import type { DispatchEvents } from './dispatch-events.ts';
import type { DispatchSettings } from './dispatch-settings.ts';

/** What all parts of the dispatcher share. */
export interface LaneContext {
  readonly parts: EngineParts;
  readonly settings: DispatchSettings;
  readonly events: DispatchEvents;
  readonly writer: AnswerWriter;
  readonly claims: ClaimDesk;
  /** An invariant broke: nothing is sent any more (RELIABILITY A-10). */
  readonly halt: (error: unknown) => void;
  /**
   * A step failed: what a person can act on is logged and tried again after the time given, anything else halts. Returns how long to
   * wait, in milliseconds.
   */
  readonly onTrouble: (error: unknown, retryMs: number) => number;
  /** When the database was restored or copied and is not armed yet; `null` = it may send (DESIGN 6.8). */
  readonly restoredAt: () => EpochMs | null;
  /** The platform's side of an account was read. */
  readonly reconciled: (id: AccountId) => Promise<void>;
  /** Campaigns ended: tells listeners and the person. */
  readonly tellFinished: (ids: readonly CampaignId[]) => void;
  /** What a claim did, for those who listen. */
  readonly tellClaim: (group: ClaimGroup) => void;
  /** Something came to rest; whoever waits for that looks again. */
  readonly rested: () => void;
}
