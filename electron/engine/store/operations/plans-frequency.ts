import type { AccountId, NotificationToken, TokenId } from '#shared/domain/ids.ts';
import { FREQUENCY_ENDED_AT } from '#shared/rules/eligibility.ts';
import { LONGEST_WAIT_MS } from '#shared/rules/next-eligible.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, selectAll, type WritableDb } from '../database.ts';
import { noteNextEligible } from './results-tokens.ts';

/** An old token whose frequency nobody told: it goes only after a token read gave its next eligible time (DESIGN 4, Legacy tokens). */
export interface FrequencyUnknown {
  readonly tokenId: TokenId;
  readonly token: NotificationToken;
  /** When it was read last; 0 = never, or before its last message. */
  readonly readAt: EpochMs;
}

/** As `isFrequencyUnknown` of the rules and the plan's own SQL (`plans-draft.ts`), for permissions that stand. */
const UNKNOWN = `
SELECT * FROM (
  SELECT t.id, t.token, ifnull(l.next_eligible_read_at_ms, 0) AS read_at
  FROM notification_token AS t NOT INDEXED
  JOIN recipient AS r ON r.id = t.recipient_id
  LEFT JOIN token_ledger AS l ON l.token_id = t.id
  WHERE t.account_id = :account AND t.frequency IS NULL AND t.created_at_ms < :endedAt
    AND t.stopped_at_ms IS NULL AND t.invalid_at_ms IS NULL AND r.suppressed_at_ms IS NULL
    AND (t.expires_at_ms <= :at) IS NOT TRUE
    AND (l.next_eligible_source = 'platform' AND l.next_eligible_at_ms IS NOT NULL
      AND (l.next_eligible_at_ms - l.next_eligible_read_at_ms > :longestWait) IS NOT TRUE
      AND (l.last_accepted_at_ms IS NULL OR l.next_eligible_read_at_ms > l.last_accepted_at_ms)) IS NOT TRUE
) WHERE (read_at, id) > (:readAt, :id) ORDER BY read_at, id LIMIT :limit`;

/** A page of an account's tokens of unknown frequency, those read longest ago first; `after` is the last one before, `null` = first page. */
export function listFrequencyUnknown(
  db: ReadableDb,
  args: {
    readonly accountId: AccountId;
    readonly at: EpochMs;
    readonly after: Pick<FrequencyUnknown, 'tokenId' | 'readAt'> | null;
    readonly limit: number;
  },
): readonly FrequencyUnknown[] {
  const rows = selectAll(db, UNKNOWN, {
    account: args.accountId,
    at: args.at,
    endedAt: FREQUENCY_ENDED_AT,
    longestWait: LONGEST_WAIT_MS,
    readAt: args.after?.readAt ?? -1,
    id: args.after?.tokenId ?? 0,
    limit: args.limit,
  });
  return rows.map((row) => ({
    tokenId: Number(row['id']) as TokenId, // row id
    token: String(row['token']) as NotificationToken, // checked on its way in
    readAt: Number(row['read_at']) as EpochMs, // INTEGER milliseconds by schema
  }));
}

/** Keeps what a token read told. One that told no time keeps when it was read, so that others have their turn before it. */
export function noteFrequencyRead(
  db: WritableDb,
  args: { readonly tokenId: TokenId; readonly nextEligibleAt: EpochMs | null; readonly readAt: EpochMs },
): void {
  if (args.nextEligibleAt !== null) return noteNextEligible(db, args);
  execute(
    db,
    `INSERT INTO token_ledger (token_id, next_eligible_read_at_ms) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET next_eligible_read_at_ms = excluded.next_eligible_read_at_ms WHERE next_eligible_at_ms IS NULL`,
    [args.tokenId, args.readAt],
  );
}
