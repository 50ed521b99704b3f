import type { Database } from 'better-sqlite3';

/** Permissions whose next eligible time the platform has moved without a send of ours (DESIGN 7, sync). */
export interface Moved {
  readonly tokens: number;
  /** The latest of them, as the platform says it; milliseconds UTC, `null` = none moved. */
  readonly platformAt: number | null;
  /** What was expected of that one; `null` = it could have got its next message at once. */
  readonly expectedAt: number | null;
}

/** The platform's clock and the way of an answer: as for read-backs (DESIGN 6.4). */
const TOLERANCE_MS = 300_000;

/**
 * Compares the platform's next eligible times with what is known here, before the list is taken in: the latest of our own sends and of
 * what the platform said last. A permission says nothing while a send of ours is open or undecided, right after follow-ups, whose effect
 * on the time is not documented, and when it was never compared before.
 */
export function measureMoved(
  db: Database,
  args: { readonly accountId: number; readonly at: number; readonly coolDownMs: number },
): Moved {
  const row = db
    .prepare(
      `SELECT count(*) AS tokens, max(told) AS platformAt, nullif(max(expected, @at), @at) AS expectedAt FROM (
         SELECT o.next_eligible_at_ms AS told,
           max(ifnull(l.last_accepted_at_ms + @coolDownMs, 0), ifnull(l.next_eligible_at_ms, 0)) AS expected
         FROM ordered o JOIN notification_token t ON t.id = o.token_id JOIN account a ON a.id = t.account_id
           LEFT JOIN token_ledger l ON l.token_id = t.id
         WHERE t.account_id = @accountId AND o.next_eligible_at_ms > @at
           AND (l.last_accepted_at_ms IS NOT NULL OR l.next_eligible_source = 'platform'
             OR ifnull(t.opted_in_at_ms, t.created_at_ms) < a.last_sync_at_ms)
           AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.token_id = t.id AND (d.state IN ('sending', 'uncertain')
             OR (d.kind = 'followup' AND d.state = 'sent' AND d.finalized_at_ms > @at - @coolDownMs)))
       ) WHERE told > expected + @tolerance`,
    )
    .get({ ...args, tolerance: TOLERANCE_MS }) as Moved; // columns of the query; the others are of the row that has the latest
  return row;
}
