import type { Database } from 'better-sqlite3';
import { NO_ZONE } from './zone-numbers.ts';

/** What a text given as a zone is; `code` is told with every row that carries it, `null` = nothing to tell. */
export interface ZoneAnswer {
  /** The zone in the database's spelling, or the text as given when it is none. */
  readonly zone: string | null;
  readonly code: 'zoneUnknown' | 'zoneUtc' | null;
}

/** What ordering needs to know. */
export interface OrderFacts {
  /** Answers in the order of the texts; the first has number 1. */
  readonly zones: readonly ZoneAnswer[];
  /** Whether rows without a zone are flagged: the source has a place for it. */
  readonly expectsZone: boolean;
  readonly accountId: number;
  /** Milliseconds UTC. */
  readonly at: number;
}

/** Takes over what the different zone texts are. */
export function storeZones(db: Database, zones: readonly ZoneAnswer[]): void {
  const insert = db.prepare('INSERT INTO staged_zone (no, zone, code) VALUES (?, ?, ?)');
  insert.run(NO_ZONE, null, 'zoneUnknown');
  zones.forEach((answer, index) => insert.run(index + 1, answer.zone, answer.code));
}

/**
 * Makes one row of all events of a token: each field as the newest event that names it says, as for live events, the time of the newest
 * opt-in or resume, the time of the newest stop. Order in the log does not matter (RELIABILITY S-54); what the workspace holds of the same tokens is told as well.
 */
export function foldEvents(db: Database): void {
  db.exec('CREATE INDEX staged_event_token ON staged_event (token, recipient, at_ms)');
  db.exec(`
    INSERT INTO staged
    SELECT first.row, first.token, first.recipient, NULL, ${newest('zone_no')}, ${newest('topic')}, ${newest('payload')}, first.at_ms,
      ${newest('expires_at_ms')}, ${newest('frequency')}, ${newest('user_token_status')}, NULL, NULL, first.opted_in_at_ms,
      first.stopped_at_ms, NULL, 'event', 0
    FROM (
      SELECT token, recipient, min(CASE WHEN is_known = 0 THEN row END) AS row, min(CASE WHEN kind = 'optIn' THEN at_ms END) AS at_ms,
        max(CASE WHEN kind <> 'stop' THEN at_ms END) AS opted_in_at_ms,
        max(CASE WHEN kind = 'stop' THEN at_ms END) AS stopped_at_ms
      FROM staged_event GROUP BY token, recipient HAVING min(is_known) = 0
    ) AS first`);
}

/** The column's value of the newest event of the token that names one. */
function newest(column: string): string {
  return `(SELECT n.${column} FROM staged_event n WHERE n.token = first.token AND n.recipient = first.recipient
    AND n.${column} IS NOT NULL ORDER BY n.at_ms DESC, n.key DESC LIMIT 1)`;
}

/**
 * Rows of the platform's list that name no person get the one known here; others cannot be taken.
 *
 * A token without person comes from a customer list uploaded at the platform (META-API 3.2).
 */
export function fillRecipients(db: Database, accountId: number): void {
  db.prepare(
    `UPDATE staged SET recipient = (
       SELECT r.scoped_id FROM notification_token t JOIN recipient r ON r.id = t.recipient_id
       WHERE t.account_id = ? AND t.token = staged.token)
     WHERE recipient IS NULL`,
  ).run(accountId);
  db.exec(`INSERT INTO staged_reject (row, column_name, value, code)
    SELECT row, 'recipient_id', NULL, 'missing' FROM staged WHERE recipient IS NULL`);
  db.exec('DELETE FROM staged WHERE recipient IS NULL');
}

/** Writes the staged rows once more, in the order of people, with their zones. */
export function orderRows(db: Database, facts: OrderFacts): void {
  db.prepare(
    `INSERT INTO ordered
     SELECT NULL, s.row, 0, NULL, NULL, 0, NULL, NULL, s.token, s.recipient, s.name, z.zone,
       CASE WHEN s.zone_no IS NULL THEN @missing ELSE z.code END,
       s.topic, s.payload, s.created_at_ms, s.expires_at_ms, s.frequency, s.user_token_status, s.reoptin, s.next_eligible_at_ms,
       s.opted_in_at_ms, CASE WHEN s.status = 'stopped' THEN @at ELSE s.stopped_at_ms END,
       CASE WHEN s.status = 'suppressed' THEN @at END, s.origin, s.is_flagged
     FROM staged s LEFT JOIN staged_zone z ON z.no = s.zone_no
     ORDER BY s.recipient, s.row`,
  ).run({ missing: facts.expectsZone ? 'zoneMissing' : null, at: facts.at });
  db.exec('DROP TABLE staged');
}
