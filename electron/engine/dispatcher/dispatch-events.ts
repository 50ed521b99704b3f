import { EventStream } from '#engine/event-stream.ts';
import type { AccountStopReason } from '#shared/domain/account.ts';
import type { AccountId, CampaignId } from '#shared/domain/ids.ts';

/** Small facts about sending; whoever shows something reads the rows again (STYLE-STUDY 5, 50). */
export type DispatchEvent =
  /** `count` deliveries changed their state. `campaignId` `null` = of no campaign. */
  | { readonly kind: 'deliveriesChanged'; readonly campaignId: CampaignId | null; readonly count: number }
  | { readonly kind: 'accountStopped'; readonly accountId: AccountId; readonly reason: AccountStopReason }
  | { readonly kind: 'accountResumed'; readonly accountId: AccountId }
  | { readonly kind: 'campaignPaused'; readonly campaignId: CampaignId; readonly because: string }
  | { readonly kind: 'campaignFinished'; readonly campaignId: CampaignId }
  /** Of `count` messages only a person can say whether they arrived. */
  | { readonly kind: 'uncertain'; readonly accountId: AccountId; readonly count: number }
  /** Answers cannot be stored, or can again; nothing is claimed in between. */
  | { readonly kind: 'storeTrouble'; readonly message: string | null }
  /** An invariant broke; nothing is sent until the engine is started again (RELIABILITY A-10). */
  | { readonly kind: 'halted'; readonly message: string };

/** The stream of {@link DispatchEvent}s. */
export class DispatchEvents extends EventStream<DispatchEvent> {}
