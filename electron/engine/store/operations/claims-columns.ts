import type { CampaignId, DeliveryId, NotificationToken, RecipientId, ScopedId, TokenId } from '#shared/domain/ids.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import type { EpochMs } from '#shared/time/instant.ts';

/** A delivery that is `sending` now, with its attempt written: the POST may leave. */
export interface ClaimedDelivery {
  readonly id: DeliveryId;
  readonly campaignId: CampaignId;
  readonly recipientId: RecipientId;
  readonly tokenId: TokenId;
  readonly token: NotificationToken;
  readonly recipient: ScopedId;
  /** Number of this attempt, 1 for the first. */
  readonly attempt: number;
  readonly lastAt: EpochMs;
  /** Deadline of the latest earlier attempt whose answer settled nothing; `null` = none (DESIGN 6.3, too early). */
  readonly earlierUncertainDeadline: EpochMs | null;
}

/**
 * Claimed deliveries as columns, one list for each field: between threads a list of objects costs 5 µs a row, columns cost 1 µs
 * (measured), and a claim is the one answer that comes with every group.
 */
export type ClaimedColumns = {
  readonly [Field in keyof ClaimedDelivery]: readonly ClaimedDelivery[Field][];
};

/** Turns rows into columns. */
export function packClaimed(rows: readonly ClaimedDelivery[]): ClaimedColumns {
  return {
    id: rows.map((row) => row.id),
    campaignId: rows.map((row) => row.campaignId),
    recipientId: rows.map((row) => row.recipientId),
    tokenId: rows.map((row) => row.tokenId),
    token: rows.map((row) => row.token),
    recipient: rows.map((row) => row.recipient),
    attempt: rows.map((row) => row.attempt),
    lastAt: rows.map((row) => row.lastAt),
    earlierUncertainDeadline: rows.map((row) => row.earlierUncertainDeadline),
  };
}

/** Turns columns into rows again. */
export function unpackClaimed(columns: ClaimedColumns): readonly ClaimedDelivery[] {
  const at = <T>(column: readonly T[], index: number): T => {
    if (index >= column.length) throw new BugError('The columns of a claim differ in length.');
    return column[index] as T; // the index lies inside, checked above
  };
  return columns.id.map((id, index) => ({
    id,
    campaignId: at(columns.campaignId, index),
    recipientId: at(columns.recipientId, index),
    tokenId: at(columns.tokenId, index),
    token: at(columns.token, index),
    recipient: at(columns.recipient, index),
    attempt: at(columns.attempt, index),
    lastAt: at(columns.lastAt, index),
    earlierUncertainDeadline: at(columns.earlierUncertainDeadline, index),
  }));
}
