import type { Reason } from '#shared/domain/reason.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { leavesAt } from '#shared/rules/pace.ts';
import type { SlotNote } from '#shared/rules/slot.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, type Row, selectAll, selectOne } from '../database.ts';
import { needCampaign } from './campaigns-rows.ts';
import { openScratch } from './plans-scratch.ts';

/** One token of the account in a plan. */
export interface PlannedToken {
  readonly token: string;
  readonly recipient: string;
  /** The person's name as it was mapped or read; `null` = not known. */
  readonly name: string | null;
  /** The person's zone as its slot has it; `null` when it has no slot or its slot needs no zone; `tokenZone` and `personZone` say what was given. */
  readonly zone: string | null;
  readonly tokenZone: string | null;
  readonly personZone: string | null;
  readonly state: 'scheduled' | 'skipped';
  /** The slot's instant, or the one it was moved to; `null` = no slot. */
  readonly dueAt: EpochMs | null;
  /** Wall clock of the slot's own instant with offset, not of a moved one; `null` = no slot, or no zone. */
  readonly slotLocal: string | null;
  readonly zoneNote: SlotNote | null;
  /** Whether it leaves at another time than its slot's. */
  readonly moved: boolean;
  /** Estimate at the account's pace; `null` for skipped ones. */
  readonly leavesAt: EpochMs | null;
  readonly reason: Reason | null;
  readonly earliestAt: EpochMs | null;
}

/** Where the next page starts. */
export interface PlanCursor {
  /** First the tokens of the audience, then those outside it. */
  readonly part: 'audience' | 'outside';
  /** Position or token row after which to go on. */
  readonly after: number;
}

/** A page of a plan; `next` is `null` on the last one. */
export interface PlanPage {
  readonly tokens: readonly PlannedToken[];
  readonly next: PlanCursor | null;
}

/** How to ask for a page. */
export interface PlanPageArgs {
  readonly planId: number;
  /** `null` = the first page. */
  readonly cursor: PlanCursor | null;
  readonly limit: number;
}

/**
 * A page of a computed plan: scheduled tokens in due order, then skipped ones, then those outside the audience.
 *
 * @throws {DomainError} `notFound` when the plan was dropped.
 */
export function readPlanPage(db: ReadableDb, args: PlanPageArgs): PlanPage {
  openScratch(db);
  const head = selectOne(db, 'SELECT * FROM temp.plan_head WHERE plan_id = ?', [args.planId]);
  if (head === null) throw refuse('planGone', { plan: args.planId }, { where: 'plan' });
  const campaign = needCampaign(db, Number(head['campaign_id']) as Parameters<typeof needCampaign>[1]); // row id of a campaign
  const isWhole = campaign.topics.length === 0;
  const cursor = args.cursor ?? { part: 'audience', after: Number(head['first_pos']) - 1 };
  if (cursor.part === 'outside') return outsidePage(db, campaign, cursor.after, args.limit);
  const rows = selectAll(db, AUDIENCE_PAGE, {
    plan: args.planId,
    after: cursor.after,
    last: Number(head['last_pos']),
    limit: args.limit,
  });
  const starts = groupStarts(db, rows, paceOf(db, campaign.accountId));
  const tokens = rows.map((row) => toPlannedToken(row, starts));
  const last = rows.at(-1);
  if (rows.length === args.limit && last !== undefined) {
    return { tokens, next: { part: 'audience', after: Number(last['pos']) } };
  }
  return { tokens, next: isWhole ? null : { part: 'outside', after: 0 } };
}

/** A stretch of a plan's rows with their names. */
export const AUDIENCE_PAGE = `
SELECT p.pos, p.is_skipped, p.reason, p.due_at_ms, p.earliest_at_ms, p.due_at_ms IS NOT s.due_at_ms AS moved,
  s.zone, s.local, s.note, t.token, t.zone AS token_zone, r.zone AS person_zone, r.scoped_id, r.display_name
FROM temp.plan_row AS p
CROSS JOIN temp.plan_slot AS s ON s.plan_id = :plan AND s.no = p.slot_no
CROSS JOIN notification_token AS t ON t.id = p.token_id
CROSS JOIN recipient AS r ON r.id = p.recipient_id
WHERE p.pos > :after AND p.pos <= :last ORDER BY p.pos LIMIT :limit`;

function outsidePage(
  db: ReadableDb,
  campaign: { readonly accountId: number; readonly topics: readonly string[] },
  after: number,
  limit: number,
): PlanPage {
  const rows = selectAll(
    db,
    `SELECT t.id, t.token, t.zone AS token_zone, r.zone AS person_zone, r.scoped_id, r.display_name,
       1 AS is_skipped, 'notInAudience' AS reason
     FROM notification_token AS t NOT INDEXED JOIN recipient AS r ON r.id = t.recipient_id
     WHERE t.id > :after AND t.account_id = :account
       AND (t.topic IN (SELECT value FROM json_each(:topics))) IS NOT TRUE
     ORDER BY t.id LIMIT :limit`,
    { after, account: campaign.accountId, topics: JSON.stringify(campaign.topics), limit },
  );
  const last = rows.at(-1);
  const next = rows.length === limit && last !== undefined ? Number(last['id']) : null;
  const tokens = rows.map((row) => toPlannedToken(row, () => null));
  return { tokens, next: next === null ? null : { part: 'outside', after: next } };
}

function paceOf(db: ReadableDb, accountId: number): number {
  return Number(selectOne(db, 'SELECT pace_per_second FROM account WHERE id = ?', [accountId])?.['pace_per_second']);
}

/** When the rows of a page leave: from the start of their group and their place in it; alone in a group, when they are due. */
function groupStarts(db: ReadableDb, rows: readonly Row[], pacePerSecond: number): (row: Row) => EpochMs | null {
  const groups = selectAll(
    db,
    'SELECT * FROM temp.plan_group WHERE last_pos >= ? AND first_pos <= ? ORDER BY first_pos',
    [Number(rows[0]?.['pos'] ?? 0), Number(rows.at(-1)?.['pos'] ?? 0)],
  );
  let index = 0;
  return (row) => {
    const pos = Number(row['pos']);
    while (Number(groups[index]?.['last_pos'] ?? Number.POSITIVE_INFINITY) < pos) index += 1;
    const group = groups[index];
    const firstPos = Number(group?.['first_pos'] ?? Number.POSITIVE_INFINITY);
    if (firstPos > pos) return row['due_at_ms'] as EpochMs | null; // INTEGER or NULL by schema
    return leavesAt(Number(group?.['start_parts']), pos - firstPos, pacePerSecond);
  };
}

function toPlannedToken(row: Row, leaveOf: (row: Row) => EpochMs | null): PlannedToken {
  const text = (column: string): string | null => (row[column] ?? null) as string | null; // TEXT or NULL by schema
  const instant = (column: string): EpochMs | null => (row[column] ?? null) as EpochMs | null; // INTEGER or NULL by schema
  const isSkipped = row['is_skipped'] === 1;
  return {
    token: String(row['token']),
    recipient: String(row['scoped_id']),
    name: text('display_name'),
    zone: text('zone'),
    tokenZone: text('token_zone'),
    personZone: text('person_zone'),
    state: isSkipped ? 'skipped' : 'scheduled',
    dueAt: instant('due_at_ms'),
    slotLocal: text('local'),
    zoneNote: text('note') as SlotNote | null, // written from a Slot
    moved: !isSkipped && row['moved'] === 1,
    leavesAt: isSkipped ? null : leaveOf(row),
    reason: text('reason') as Reason | null, // closed by the planner's own SQL
    earliestAt: instant('earliest_at_ms'),
  };
}
