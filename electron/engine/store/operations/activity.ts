import type { AttemptOutcome, DeliveryKind } from '#shared/domain/attempt.ts';
import type { AccountId, CampaignId, DeliveryId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, type Row, type SqlValue, selectEach, selectOne } from '../database.ts';

/** Most rows looked at for one answer, so that a rare word never holds up the reader (Sundial's choice). */
const LOOKED_AT = 20_000;

/** One line of the audit log. */
export interface DeedRow {
  readonly id: number;
  readonly at: EpochMs;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  /** Name of the campaign or account meant; `null` = neither, or gone. */
  readonly subjectName: string | null;
  readonly detailJson: string;
}

/** Rows, and from where to go on; `null` = there are no more. */
export interface ActivityPage<One, From> {
  readonly rows: readonly One[];
  readonly next: From | null;
}

const DEEDS = `
SELECT e.*, ifnull(c.name, a.name) AS subject_name FROM audit_event e
LEFT JOIN campaign c ON e.subject GLOB 'c[0-9]*' AND c.id = CAST(substr(e.subject, 2) AS INTEGER)
LEFT JOIN account a ON e.subject GLOB 'a[0-9]*' AND a.id = CAST(substr(e.subject, 2) AS INTEGER)
WHERE e.id < ? ORDER BY e.id DESC`;

/** Who did what, newest first, from before an id; those that hold the letters somewhere. */
function pageDeeds(
  db: ReadableDb,
  args: { readonly before: number | null; readonly search: string; readonly limit: number },
): ActivityPage<DeedRow, number> {
  const wanted = args.search.trim().toLocaleLowerCase('en');
  const has = (row: Row): boolean =>
    ['actor', 'action', 'subject', 'subject_name', 'detail_json'].some((column) =>
      String(row[column] ?? '')
        .toLocaleLowerCase('en')
        .includes(wanted),
    );
  const rows = selectEach(db, DEEDS, [args.before ?? Number.MAX_SAFE_INTEGER]);
  return walk(rows, { limit: args.limit, has, read: rowToDeed, placeOf: ({ id }) => id });
}

function rowToDeed(row: Row): DeedRow {
  return {
    id: Number(row['id']),
    at: Number(row['at_ms']) as EpochMs, // an instant column
    actor: String(row['actor']),
    action: String(row['action']),
    subject: String(row['subject']),
    subjectName: row['subject_name'] === null ? null : String(row['subject_name']),
    detailJson: String(row['detail_json']),
  };
}

/** The place of an attempt in the order of time. */
export interface AttemptPlace {
  readonly at: EpochMs;
  readonly deliveryId: DeliveryId;
  readonly number: number;
}

/** One attempt with what it belongs to. */
export interface AttemptRow extends AttemptPlace {
  readonly kind: DeliveryKind;
  readonly accountId: AccountId;
  readonly accountName: string;
  readonly campaignId: CampaignId | null;
  readonly campaignName: string | null;
  readonly personName: string | null;
  readonly outcome: AttemptOutcome | null;
  readonly httpStatus: number | null;
  readonly code: number | null;
  readonly subcode: number | null;
  readonly traceId: string | null;
}

/** Which attempts are wanted. */
export interface AttemptWish {
  readonly accountId: AccountId | null;
  readonly campaignId: CampaignId | null;
  readonly outcome: AttemptOutcome | null;
  readonly search: string;
}

/** Attempts newest first, from before a place. */
function pageAttempts(
  db: ReadableDb,
  args: AttemptWish & { readonly before: AttemptPlace | null; readonly limit: number },
): ActivityPage<AttemptRow, AttemptPlace> {
  const wanted = args.search.trim().toLocaleLowerCase('en');
  const has = (row: Row): boolean =>
    (args.accountId === null || row['account_id'] === args.accountId) &&
    String(row['display_name'] ?? '')
      .toLocaleLowerCase('en')
      .includes(wanted);
  const { text, parameters } = attemptQuery(db, args);
  return walk(selectEach(db, text, parameters), {
    limit: args.limit,
    has,
    read: rowToAttempt,
    placeOf: ({ at, deliveryId, number }) => ({ at, deliveryId, number }),
  });
}

/** @public Its plan is held by a test: newest first must come from an index. */
export function attemptQuery(
  db: ReadableDb,
  args: AttemptWish & { readonly before: AttemptPlace | null },
): { readonly text: string; readonly parameters: readonly SqlValue[] } {
  // Trouble is rare and has an index of its own; what was accepted is nearly all there is, so the index of all finds it at once.
  const index = args.outcome === null || args.outcome === 'accepted' ? 'attempt_started' : 'attempt_trouble';
  const outcome =
    args.outcome === null
      ? ''
      : index === 'attempt_trouble'
        ? `AND t.outcome <> 'accepted' AND t.outcome = ?`
        : 'AND t.outcome = ?';
  const range = args.campaignId === null ? null : rangeOf(db, args.campaignId);
  const { at, deliveryId, number } = args.before ?? { at: Number.MAX_SAFE_INTEGER, deliveryId: 0, number: 0 };
  return {
    text: `SELECT t.*, d.kind, d.account_id, d.campaign_id, a.name AS account_name, c.name AS campaign_name, r.display_name
FROM attempt t INDEXED BY ${index}
CROSS JOIN delivery d ON d.id = t.delivery_id
JOIN account a ON a.id = d.account_id
JOIN recipient r ON r.id = d.recipient_id
LEFT JOIN campaign c ON c.id = d.campaign_id
WHERE (t.started_at_ms, t.delivery_id, t.number) < (?, ?, ?) ${outcome} ${range === null ? '' : 'AND t.delivery_id BETWEEN ? AND ? AND t.started_at_ms >= ?'}
ORDER BY t.started_at_ms DESC, t.delivery_id DESC, t.number DESC`,
    parameters: [at, deliveryId, number, ...(args.outcome === null ? [] : [args.outcome]), ...(range ?? [])],
  };
}

/**
 * A launch stores its deliveries in one go, so they have the ids of one range, and nothing of it was tried before: the walk back in time
 * ends there. An empty range for a draft and for a campaign of which nothing was tried.
 */
function rangeOf(db: ReadableDb, id: CampaignId): readonly [first: number, last: number, from: number] {
  const row = selectOne(
    db,
    `SELECT c.first_delivery_id AS first, c.last_delivery_id AS last, c.launched_at_ms AS at FROM campaign c
     WHERE c.id = ? AND EXISTS (SELECT 1 FROM attempt WHERE delivery_id BETWEEN c.first_delivery_id AND c.last_delivery_id)`,
    [id],
  );
  if (row === null) return [0, -1, Number.MAX_SAFE_INTEGER];
  return [Number(row['first']), Number(row['last']), Number(row['at'])];
}

function rowToAttempt(row: Row): AttemptRow {
  const number = (column: string): number | null => (row[column] === null ? null : Number(row[column]));
  const text = (column: string): string | null => (row[column] === null ? null : String(row[column]));
  return {
    at: Number(row['started_at_ms']) as EpochMs, // an instant column
    deliveryId: Number(row['delivery_id']) as DeliveryId, // a row id of delivery
    number: Number(row['number']),
    kind: row['kind'] as DeliveryKind, // closed by CHECK
    accountId: Number(row['account_id']) as AccountId, // a row id of account
    accountName: String(row['account_name']),
    campaignId: number('campaign_id') as CampaignId | null, // a row id of campaign
    campaignName: text('campaign_name'),
    personName: text('display_name'),
    outcome: row['outcome'] as AttemptOutcome | null, // closed by CHECK
    httpStatus: number('http_status'),
    code: number('code'),
    subcode: number('subcode'),
    traceId: text('trace_id'),
  };
}

/** Takes the rows that fit until there are enough or too many were looked at. */
function walk<One, From>(
  rows: Iterable<Row>,
  how: {
    readonly limit: number;
    readonly has: (row: Row) => boolean;
    readonly read: (row: Row) => One;
    readonly placeOf: (one: One) => From;
  },
): ActivityPage<One, From> {
  const found: One[] = [];
  let lookedAt = 0;
  for (const row of rows) {
    lookedAt += 1;
    if (how.has(row)) found.push(how.read(row));
    if (found.length === how.limit || lookedAt === LOOKED_AT) return { rows: found, next: how.placeOf(how.read(row)) };
  }
  return { rows: found, next: null };
}

/** Questions of the place Activity. */
export const activityReads = { 'activity.deeds': pageDeeds, 'activity.attempts': pageAttempts };
