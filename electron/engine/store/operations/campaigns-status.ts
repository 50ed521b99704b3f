import type { CampaignState } from '#shared/domain/campaign-state.ts';
import type { DeliveryState } from '#shared/domain/delivery-state.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { type ReadableDb, type Row, selectAll } from '../database.ts';
import { needCampaign } from './campaigns-rows.ts';

/** How far a campaign is; `planned` is the sum of the other figures (issue 2, `campaign status`; RELIABILITY A-06). */
export interface CampaignCounts {
  readonly planned: number;
  readonly sent: number;
  readonly failed: number;
  readonly skipped: number;
  readonly missed: number;
  readonly cancelled: number;
  readonly uncertain: number;
  /** Waiting for their time, or on the wire. */
  readonly pending: number;
}

/** A campaign's figures with why things did not go. */
export interface CampaignStatus extends CampaignCounts {
  readonly state: CampaignState;
  /** Why a rule paused it; `null` when a person did or when it is not paused. */
  readonly pauseReason: string | null;
  /** Deliveries by state and reason, largest first; only those that have a reason. */
  readonly reasons: readonly { readonly state: DeliveryState; readonly reason: Reason; readonly count: number }[];
}

const FIGURE: Readonly<Record<DeliveryState, keyof CampaignCounts>> = {
  scheduled: 'pending',
  sending: 'pending',
  uncertain: 'uncertain',
  sent: 'sent',
  failed: 'failed',
  skipped: 'skipped',
  missed: 'missed',
  cancelled: 'cancelled',
};

const NOTHING: CampaignCounts = {
  planned: 0,
  sent: 0,
  failed: 0,
  skipped: 0,
  missed: 0,
  cancelled: 0,
  uncertain: 0,
  pending: 0,
};

/** Adds up rows of `campaign_count`. */
export function countsOf(rows: readonly Row[]): CampaignCounts {
  return rows.reduce<CampaignCounts>((counts, row) => {
    const figure = FIGURE[row['state'] as DeliveryState]; // written from a delivery, whose state is closed by CHECK
    const n = Number(row['n']);
    return { ...counts, planned: counts.planned + n, [figure]: counts[figure] + n };
  }, NOTHING);
}

/**
 * A campaign's figures, from counters that change with every row (DESIGN 3): the cost is the same for ten people and a million.
 *
 * @throws {DomainError} `notFound`.
 */
export function readStatus(db: ReadableDb, args: { readonly id: CampaignId }): CampaignStatus {
  const campaign = needCampaign(db, args.id);
  const rows = selectAll(
    db,
    'SELECT state, reason, n FROM campaign_count WHERE campaign_id = ? AND n > 0 ORDER BY n DESC, state, reason',
    [args.id],
  );
  const reasons = rows
    .filter((row) => row['reason'] !== '')
    .map((row) => ({
      state: row['state'] as DeliveryState, // closed by CHECK of the delivery it counts
      reason: row['reason'] as Reason, // as above
      count: Number(row['n']),
    }));
  return { state: campaign.state, pauseReason: campaign.pauseReason, ...countsOf(rows), reasons };
}
