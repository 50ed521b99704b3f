import type { Database } from 'better-sqlite3';
import { CHANGE, TOKEN_MERGE } from '#engine/store/operations/imports-merge.ts';
import type { FlagCode, RejectCode } from '#shared/domain/list-file.ts';
import type { MappingShown } from './column-map.ts';
import type { Flag, Reject } from './row-code.ts';
import { STANDING } from './staging-compare.ts';
import { MAX_TOLD } from './staging-file.ts';
import type { HappeningCounts } from './staging-happenings.ts';
import type { ReadFacts } from './staging-sink.ts';

/** What an import would change, or has changed (issue 2, `tokens import`; DESIGN 7). */
export interface ChangeSet {
  /** Rows of tokens in the source, refused ones included; of a log its opt-in events. */
  readonly rows: number;
  /** Tokens that are new here. */
  readonly new: number;
  /** Known tokens of which something changes. */
  readonly changed: number;
  readonly unchanged: number;
  /** Rows that are taken and odd; each counts once, and in `new`, `changed` or `unchanged` as well. */
  readonly flagged: number;
  readonly rejected: number;
  /** At most 1,000; all of them go into a rejects file where one is asked for. */
  readonly rejects: readonly Reject[];
  /** At most 1,000. */
  readonly flags: readonly Flag[];
  /** People who are new here. */
  readonly newPeople: number;
  /** Rows that only repeated an earlier one of the same source, or of a log imported before: pages of a list, events delivered twice. */
  readonly repeated: number;
  /** Entries of a log that are no business of Sundial. */
  readonly aside: number;
  /** Messages, taps, ways in and deletions of a log (`entries`), and what they and the times in a list would bring. */
  readonly happenings: Omit<HappeningCounts, 'known'> & { readonly entries: number };
  /** Tokens the platform does not know any more. */
  readonly gone: number;
  /** What it means for planned messages: those to tokens that change, and those that are taken back because the person has stopped. */
  readonly planned: { readonly touched: number; readonly takenBack: number };
  readonly mapping: MappingShown;
  readonly ignoredColumns: readonly string[];
  /** How the dates of each column were read; empty of logs and of the platform's list. */
  readonly dates: ReadFacts['dates'];
}

/** Counts the change set and picks what is told of it. */
export function summarise(
  db: Database,
  facts: ReadFacts,
  { repeated, happenings }: { readonly repeated: number; readonly happenings: HappeningCounts },
): ChangeSet {
  const count = (text: string): number => Number(db.prepare(text).pluck().get());
  const rejected = count('SELECT count(*) FROM staged_reject');
  const kinds = db
    .prepare(
      `SELECT count(*) AS total, ifnull(sum(token_id IS NULL), 0) AS made, ifnull(sum(token_id IS NOT NULL AND change > 0), 0) AS changed,
         ifnull(sum(token_id IS NULL AND change > 0), 0) AS personal,
         ifnull(sum(is_flagged > 0 OR zone_code IS NOT NULL), 0) AS flagged, ifnull(sum(recipient_id IS NULL AND head = 0), 0) AS people
       FROM ordered`,
    )
    .get() as Record<'total' | 'made' | 'changed' | 'personal' | 'flagged' | 'people', number>; // columns of the query
  const gone = count('SELECT count(*) FROM staged_gone');
  return {
    rows: facts.rows,
    new: kinds.made,
    changed: kinds.changed + gone,
    unchanged: kinds.total - kinds.made - kinds.changed,
    flagged: kinds.flagged,
    rejected,
    rejects: firstRejects(db),
    flags: kinds.flagged === 0 ? [] : firstFlags(db, facts),
    newPeople: kinds.people,
    happenings: {
      entries: facts.happenings,
      newPeople: happenings.newPeople,
      wrote: happenings.wrote,
      canBeAsked: happenings.canBeAsked,
      waysIn: happenings.waysIn,
      deleted: happenings.deleted,
    },
    repeated: repeated + facts.repeatedEvents,
    aside: facts.aside,
    gone,
    planned: kinds.changed + kinds.personal + gone === 0 ? { touched: 0, takenBack: 0 } : plannedEffect(db),
    mapping: facts.mapping,
    ignoredColumns: facts.ignoredColumns,
    dates: facts.dates,
  };
}

function firstRejects(db: Database): readonly Reject[] {
  const text = `SELECT row, column_name, value, code FROM staged_reject ORDER BY row, no LIMIT ${MAX_TOLD}`;
  return (db.prepare(text).all() as FindingRow[]).map((row) => ({ ...finding(row), code: row.code as RejectCode })); // columns of the query; codes are ours
}

function firstFlags(db: Database, facts: ReadFacts): readonly Flag[] {
  const zone = facts.zoneColumn === null ? 'NULL' : '@column';
  const text = `SELECT * FROM (
      SELECT row, column_name, value, code FROM staged_flag
      UNION ALL SELECT row, ${zone}, zone, zone_code FROM ordered WHERE zone_code IS NOT NULL
      UNION ALL SELECT row, NULL, recipient, 'suppressed' FROM ordered WHERE is_flagged & ${STANDING.suppressed}
      UNION ALL SELECT row, NULL, token, 'stopped' FROM ordered WHERE is_flagged & ${STANDING.stopped}
    ) ORDER BY row LIMIT ${MAX_TOLD}`;
  const rows = db.prepare(text).all(facts.zoneColumn === null ? {} : { column: facts.zoneColumn }) as FindingRow[]; // columns of the query
  return rows.map((row) => ({ ...finding(row), code: row.code as FlagCode })); // codes are ours
}

interface FindingRow {
  readonly row: number;
  readonly column_name: string | null;
  readonly value: string | null;
  readonly code: string;
}

function finding(row: FindingRow): {
  readonly row: number;
  readonly column: string | null;
  readonly value: string | null;
} {
  return { row: row.row, column: row.column_name, value: row.value };
}

/** Looks only at the tokens that change, or whose person is suppressed now, by the index on their deliveries. */
function plannedEffect(db: Database): ChangeSet['planned'] {
  const rows = db
    .prepare(
      `SELECT ifnull(sum(touched), 0) AS touched, ifnull(sum(back), 0) AS takenBack FROM (
         SELECT max(x.touched) AS touched, max(x.back) AS back FROM (
           SELECT t.id AS token_id, 1 AS touched, t.stopped_at_ms IS NULL AND (${TOKEN_MERGE['stopped_at_ms']}) IS NOT NULL AS back
             FROM ordered o JOIN notification_token t ON t.id = o.token_id WHERE o.change & ${CHANGE.token | CHANGE.person}
           UNION ALL SELECT token_id, 1, 1 FROM staged_gone
           UNION ALL SELECT t.id, 1, 1 FROM ordered o JOIN notification_token t ON t.recipient_id = o.recipient_id
             WHERE o.change & ${CHANGE.person} AND o.suppressed_at_ms IS NOT NULL
         ) x CROSS JOIN delivery d ON d.token_id = x.token_id AND d.state = 'scheduled'
         GROUP BY d.id)`,
    )
    .get() as { touched: number; takenBack: number }; // columns of the query
  return { touched: rows.touched, takenBack: rows.takenBack };
}
