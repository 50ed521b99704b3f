import type { Database } from 'better-sqlite3';
import {
  BEFORE_PERSON,
  BEFORE_TOKEN,
  CHANGE,
  LEDGER_CHANGES,
  PERSON_CHANGES,
  TOKEN_CHANGES,
  TOKEN_MERGE,
} from '#engine/store/operations/imports-merge.ts';

/** Instants the comparison needs, in milliseconds UTC. */
export interface CompareFacts {
  readonly at: number;
  /** When the next eligible times in the source were true. */
  readonly factsAt: number;
}

const KNOWN = `ordered o JOIN notification_token t ON t.id = o.token_id JOIN recipient r ON r.id = t.recipient_id
  LEFT JOIN token_ledger l ON l.token_id = t.id`;

/** Compares every row about a known token or person with what is known, and keeps how it was where something changes. */
export function compareRows(db: Database, facts: CompareFacts): void {
  // A list tells of a stop without its time: the time known here stays.
  db.prepare(
    `UPDATE ordered SET stopped_at_ms = t.stopped_at_ms FROM notification_token t
     WHERE t.id = ordered.token_id AND ordered.stopped_at_ms = ? AND t.stopped_at_ms IS NOT NULL AND ordered.origin = 'file'`,
  ).run(facts.at);
  db.prepare(
    `UPDATE ordered SET change = x.change, before_json = x.before_json, person_json = x.person_json FROM (
       SELECT o.no,
         CASE WHEN ${TOKEN_CHANGES} THEN ${CHANGE.token} ELSE 0 END + CASE WHEN ${LEDGER_CHANGES} THEN ${CHANGE.ledger} ELSE 0 END
           + CASE WHEN ${PERSON_CHANGES} THEN ${CHANGE.person} ELSE 0 END AS change,
         ${BEFORE_TOKEN} AS before_json, ${BEFORE_PERSON} AS person_json
       FROM ${KNOWN}
       WHERE (${TOKEN_CHANGES}) OR (${LEDGER_CHANGES}) OR (${PERSON_CHANGES})
     ) AS x WHERE x.no = ordered.no`,
  ).run({ at: facts.at, factsAt: facts.factsAt });
  db.exec(
    `UPDATE ordered SET change = ${CHANGE.person}, person_json = x.person_json FROM (
       SELECT o.no, ${BEFORE_PERSON} AS person_json FROM ordered o JOIN recipient r ON r.id = o.recipient_id
       WHERE o.token_id IS NULL AND (${PERSON_CHANGES})
     ) AS x WHERE x.no = ordered.no`,
  );
}

/** Tokens of the account that a complete walk of the list should have met and did not; only those that would be sent to. */
export function missingTokens(
  db: Database,
  args: { readonly accountId: number; readonly walkStartedAt: number; readonly limit: number },
): readonly string[] {
  db.exec('CREATE INDEX staged_token ON staged (token)');
  return db
    .prepare(
      `SELECT t.token FROM notification_token t
       WHERE t.account_id = @accountId AND t.stopped_at_ms IS NULL AND t.invalid_at_ms IS NULL
         AND ifnull(t.opted_in_at_ms, 0) < @walkStartedAt
         AND NOT EXISTS (SELECT 1 FROM staged s WHERE s.token = t.token)
       ORDER BY t.id LIMIT @limit`,
    )
    .pluck()
    .all(args) as string[]; // TEXT by schema
}

/** Notes tokens the platform says it does not know: they become invalid, not stopped (DESIGN 4, Stops). */
export function stageGone(db: Database, accountId: number, tokens: readonly string[]): void {
  const insert = db.prepare(
    `INSERT INTO staged_gone SELECT t.id, ${BEFORE_TOKEN} FROM notification_token t LEFT JOIN token_ledger l ON l.token_id = t.id
     WHERE t.account_id = ? AND t.token = ?`,
  );
  for (const token of tokens) insert.run(accountId, token);
}

/** How far the platform's next eligible times are from what the rule pack foretells after our own sends (DESIGN 7, sync). */
export interface Drift {
  /** Tokens with an accepted send and a next eligible time. */
  readonly compared: number;
  /** Those more than five minutes later than foretold: another tool sends, or the platform's limit has grown. */
  readonly later: number;
  /** Those more than five minutes earlier. */
  readonly earlier: number;
  /** Largest difference in milliseconds, positive when the platform is later; 0 when none was compared. */
  readonly largestMs: number;
}

/** Tolerance of a comparison with the platform's clock, as for read-backs (DESIGN 6.4). */
const TOLERANCE_MS = 300_000;

/** Compares the platform's next eligible times with the forecast. */
export function measureDrift(db: Database, coolDownMs: number): Drift {
  const row = db
    .prepare(
      `SELECT count(*) AS compared, ifnull(sum(gap > @tolerance), 0) AS later, ifnull(sum(gap < -@tolerance), 0) AS earlier,
         ifnull(max(gap), 0) AS most, ifnull(min(gap), 0) AS least
       FROM (SELECT o.next_eligible_at_ms - l.last_accepted_at_ms - @coolDownMs AS gap
         FROM ordered o JOIN token_ledger l ON l.token_id = o.token_id
         WHERE l.last_accepted_at_ms IS NOT NULL AND o.next_eligible_at_ms IS NOT NULL)`,
    )
    .get({ coolDownMs, tolerance: TOLERANCE_MS }) as Record<
    'compared' | 'later' | 'earlier' | 'most' | 'least',
    number
  >; // columns of the query
  const { compared, later, earlier, most, least } = row;
  return { compared, later, earlier, largestMs: most >= -least ? most : least };
}

/** Bits of `ordered.is_flagged` beside 1, an odd cell. */
export const STANDING = { suppressed: 2, stopped: 4 } as const;

/** Marks rows that name somebody as sendable who stays stopped or suppressed (RELIABILITY P-03). */
export function flagStanding(db: Database): void {
  db.exec(
    `UPDATE ordered SET is_flagged = is_flagged | x.bits FROM (
       SELECT o.no,
         CASE WHEN t.id IS NOT NULL AND o.stopped_at_ms IS NULL AND (${TOKEN_MERGE['stopped_at_ms']}) IS NOT NULL
           THEN ${STANDING.stopped} ELSE 0 END
         + CASE WHEN ifnull(o.suppressed_at_ms, r.suppressed_at_ms) IS NOT NULL THEN ${STANDING.suppressed} ELSE 0 END AS bits
       FROM ordered o LEFT JOIN notification_token t ON t.id = o.token_id LEFT JOIN recipient r ON r.id = o.recipient_id
       WHERE o.recipient_id IS NOT NULL OR o.suppressed_at_ms IS NOT NULL
     ) AS x WHERE x.no = ordered.no AND x.bits > 0`,
  );
}
