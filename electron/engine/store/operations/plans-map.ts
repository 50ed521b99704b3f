import type { RecipientId } from '#shared/domain/ids.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, type Row, type SqlValue, selectAll, selectOne } from '../database.ts';
import { needCampaign } from './campaigns-rows.ts';
import { openScratch } from './plans-scratch.ts';

/** Messages of one zone that are due in one quarter of an hour: the finest step by which zones differ. */
export interface PlanMapCell {
  /** `null` = the slot needs no zone. */
  readonly zone: string | null;
  readonly quarterAt: EpochMs;
  readonly count: number;
  readonly firstDueAt: EpochMs;
  readonly lastDueAt: EpochMs;
}

/** One person of a computed plan. Instants; `null` = none, or not known. */
export interface PlannedPerson {
  /** Where the next page goes on. */
  readonly pos: number;
  readonly recipientId: RecipientId;
  readonly name: string | null;
  readonly topic: string | null;
  readonly zone: string | null;
  readonly dueAt: EpochMs | null;
  readonly earliestAt: EpochMs | null;
}

/** Those of a plan that get it, with what is worth saying about their time, or those who do not, by reason. */
export type PlannedGroup = 'scheduled' | 'moved' | 'gap' | 'overlap' | 'fallback' | Reason;

/** The scheduled messages of a computed plan by zone and quarter of an hour. */
export function readPlanMap(db: ReadableDb, args: { readonly planId: number }): readonly PlanMapCell[] {
  const head = needHead(db, args.planId);
  const rows = selectAll(
    db,
    `SELECT s.zone, c.quarter * 900000 AS quarter_at_ms, sum(c.n) AS n, min(c.first) AS first_at_ms, max(c.last) AS last_at_ms FROM (
       SELECT slot_no, due_at_ms / 900000 AS quarter, count(*) AS n, min(due_at_ms) AS first, max(due_at_ms) AS last
       FROM temp.plan_row WHERE pos BETWEEN :first AND :last AND is_skipped = 0 GROUP BY 1, 2
     ) AS c JOIN temp.plan_slot AS s ON s.plan_id = :plan AND s.no = c.slot_no GROUP BY 1, 2 ORDER BY 2, 1`,
    { plan: args.planId, first: Number(head['first_pos']), last: Number(head['last_pos']) },
  );
  return rows.map((row) => ({
    zone: row['zone'] as string | null, // TEXT or NULL by schema
    quarterAt: Number(row['quarter_at_ms']) as EpochMs, // whole quarters of INTEGER milliseconds
    count: Number(row['n']),
    firstDueAt: Number(row['first_at_ms']) as EpochMs, // INTEGER milliseconds
    lastDueAt: Number(row['last_at_ms']) as EpochMs, // INTEGER milliseconds
  }));
}

/** How to ask for people of a plan. */
export interface PlannedPeopleArgs {
  readonly planId: number;
  readonly group: PlannedGroup;
  /** `pos` of the last one before; `null` = from the start. */
  readonly after: number | null;
  readonly limit: number;
}

/**
 * A page of one group of a computed plan, in its order.
 *
 * @throws {DomainError} `notFound` when the plan was dropped.
 */
export function readPlannedPeople(db: ReadableDb, args: PlannedPeopleArgs): readonly PlannedPerson[] {
  const head = needHead(db, args.planId);
  if (args.group === 'notInAudience') return outside(db, Number(head['campaign_id']), args);
  const parameters: Record<string, SqlValue> = {
    plan: args.planId,
    after: args.after ?? Number(head['first_pos']) - 1,
    last: Number(head['last_pos']),
    limit: args.limit,
  };
  const condition = conditionOf(args.group);
  if (condition.includes(':group')) parameters['group'] = args.group;
  const rows = selectAll(
    db,
    `SELECT p.pos, p.recipient_id, p.due_at_ms, p.earliest_at_ms, ifnull(s.zone, ifnull(t.zone, r.zone)) AS zone, t.topic, r.display_name
     FROM temp.plan_row AS p
     CROSS JOIN temp.plan_slot AS s ON s.plan_id = :plan AND s.no = p.slot_no
     CROSS JOIN notification_token AS t ON t.id = p.token_id
     CROSS JOIN recipient AS r ON r.id = p.recipient_id
     WHERE p.pos > :after AND p.pos <= :last AND ${condition} ORDER BY p.pos LIMIT :limit`,
    parameters,
  );
  return rows.map(toPlannedPerson);
}

function conditionOf(group: PlannedGroup): string {
  switch (group) {
    case 'scheduled':
      return 'p.is_skipped = 0';
    case 'moved':
      return 'p.is_skipped = 0 AND p.due_at_ms IS NOT s.due_at_ms';
    case 'gap':
    case 'overlap':
    case 'fallback':
      return 'p.is_skipped = 0 AND s.note = :group';
    default:
      return 'p.is_skipped = 1 AND p.reason = :group';
  }
}

function outside(db: ReadableDb, campaignId: number, args: PlannedPeopleArgs): readonly PlannedPerson[] {
  const campaign = needCampaign(db, campaignId as Parameters<typeof needCampaign>[1]); // row id of a campaign
  if (campaign.topics.length === 0) return [];
  return selectAll(
    db,
    `SELECT t.id AS pos, t.recipient_id, NULL AS due_at_ms, NULL AS earliest_at_ms, ifnull(t.zone, r.zone) AS zone, t.topic, r.display_name
     FROM notification_token AS t NOT INDEXED JOIN recipient AS r ON r.id = t.recipient_id
     WHERE t.id > :after AND t.account_id = :account AND (t.topic IN (SELECT value FROM json_each(:topics))) IS NOT TRUE
     ORDER BY t.id LIMIT :limit`,
    {
      after: args.after ?? 0,
      account: campaign.accountId,
      topics: JSON.stringify(campaign.topics),
      limit: args.limit,
    },
  ).map(toPlannedPerson);
}

function needHead(db: ReadableDb, planId: number): Row {
  openScratch(db);
  const head = selectOne(db, 'SELECT * FROM temp.plan_head WHERE plan_id = ?', [planId]);
  if (head === null) throw refuse('planGone', { plan: planId }, { where: 'plan' });
  return head;
}

function toPlannedPerson(row: Row): PlannedPerson {
  return {
    pos: Number(row['pos']),
    recipientId: Number(row['recipient_id']) as RecipientId, // row id
    name: row['display_name'] as string | null, // TEXT or NULL by schema
    topic: row['topic'] as string | null, // TEXT or NULL by schema
    zone: row['zone'] as string | null, // TEXT or NULL by schema
    dueAt: row['due_at_ms'] as EpochMs | null, // INTEGER milliseconds or NULL
    earliestAt: row['earliest_at_ms'] as EpochMs | null, // INTEGER milliseconds or NULL
  };
}
