import type { Database } from 'better-sqlite3';
import type { StoredHappening } from '#engine/webhooks/read-happenings.ts';

/** What the messages, ways in and deletions of a log would bring; of a list, the times somebody last wrote. */
export interface HappeningCounts {
  /** People whose last message would be newer than the one known. */
  readonly wrote: number;
  /** Of these, people whose 24 hours are not over yet. */
  readonly canBeAsked: number;
  /** Ways in (referrals) that are new. */
  readonly waysIn: number;
  /** Messages the people deleted, of which nothing is kept. */
  readonly deleted: number;
  /** People who are new here and give no permission. */
  readonly newPeople: number;
  /** Entries that were known already. */
  readonly known: number;
}

/** The standard messaging window in milliseconds (META-API 8, Window). */
const WINDOW_MS = 86_400_000;

/** Makes the statement that stages one happening; the same one twice is one. */
export function happeningInserter(db: Database): (happening: StoredHappening, row: number) => boolean {
  const insert = db.prepare('INSERT OR IGNORE INTO staged_happening VALUES (?, ?, ?, ?, ?, ?)');
  return ({ key, kind, recipient, at, body }, row) => insert.run(key, row, kind, recipient, at, body).changes === 1;
}

/** Takes out what the workspace holds already and counts the rest. */
export function countHappenings(
  db: Database,
  facts: { readonly accountId: number; readonly at: number },
): HappeningCounts {
  const known = db
    .prepare(
      `DELETE FROM staged_happening WHERE EXISTS
         (SELECT 1 FROM webhook_event w WHERE w.account_id = ? AND w.key = staged_happening.key)`,
    )
    .run(facts.accountId).changes;
  const row = db
    .prepare(
      `WITH wrote AS (
         SELECT recipient, max(at_ms) AS at_ms FROM (
           SELECT recipient, at_ms FROM staged_happening WHERE kind IN ('message', 'postback', 'reaction')
           UNION ALL SELECT recipient, at_ms FROM staged_inbound WHERE at_ms <= @at)
         GROUP BY recipient),
       newer AS (
         SELECT w.at_ms FROM wrote w LEFT JOIN recipient r ON r.account_id = @accountId AND r.scoped_id = w.recipient
         WHERE r.last_inbound_at_ms IS NULL OR r.last_inbound_at_ms < w.at_ms)
       SELECT (SELECT count(*) FROM newer) AS wrote, (SELECT count(*) FROM newer WHERE at_ms > @at - ${WINDOW_MS}) AS canBeAsked,
         (SELECT count(*) FROM staged_happening WHERE kind = 'referral') AS waysIn,
         (SELECT count(*) FROM staged_happening WHERE kind = 'deletion') AS deleted,
         (SELECT count(DISTINCT h.recipient) FROM staged_happening h WHERE h.kind <> 'deletion'
            AND NOT EXISTS (SELECT 1 FROM recipient r WHERE r.account_id = @accountId AND r.scoped_id = h.recipient)
            AND h.recipient NOT IN (SELECT o.recipient FROM ordered o)) AS newPeople`,
    )
    .get(facts) as Omit<HappeningCounts, 'known'>; // columns of the query
  return { ...row, known };
}
