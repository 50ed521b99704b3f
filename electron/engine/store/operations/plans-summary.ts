import { type ReadableDb, selectAll, selectOne } from '../database.ts';
import type { ComputedPlan } from './plans-compute.ts';
import type { PaceOutcome } from './plans-pace.ts';

/** A plan in figures, for the page on which a person decides. */
export interface PlanSummary extends PaceOutcome {
  readonly kind: 'plan';
  readonly planId: number;
  readonly skipped: number;
  /** Skipped tokens of the audience by reason. */
  readonly byReason: Readonly<Record<string, number>>;
  /** Tokens outside the audience; not stored and not counted elsewhere. */
  readonly notInAudience: number;
  /** Scheduled messages that leave at another time than their slot's. */
  readonly moved: number;
  /** Scheduled messages by what is worth saying about their time. */
  readonly gap: number;
  readonly overlap: number;
  readonly fallback: number;
  /** Time zones of the people for whom something is scheduled; people whose zone is not known are not among them. */
  readonly zones: number;
}

/** Counts a computed plan. */
export function summarize(db: ReadableDb, plan: ComputedPlan): PlanSummary {
  const rows = selectAll(
    db,
    `SELECT c.is_skipped, c.reason, c.n, c.moved, s.zone, s.note FROM (
       SELECT p.is_skipped, p.reason, p.slot_no, count(*) AS n, sum(p.due_at_ms IS NOT o.due_at_ms) AS moved
       FROM temp.plan_row AS p JOIN temp.plan_slot AS o ON o.plan_id = :plan AND o.no = p.slot_no
       WHERE p.pos BETWEEN :first AND :last GROUP BY p.is_skipped, p.reason, p.slot_no
     ) AS c JOIN temp.plan_slot AS s ON s.plan_id = :plan AND s.no = c.slot_no`,
    { plan: plan.planId, first: plan.firstPos, last: plan.lastPos },
  );
  const scheduled = rows.filter((row) => row['is_skipped'] === 0);
  const skipped = rows.filter((row) => row['is_skipped'] === 1);
  const sum = (list: typeof rows, column: string): number => list.reduce((all, row) => all + Number(row[column]), 0);
  const noted = (note: string): number =>
    sum(
      scheduled.filter((row) => row['note'] === note),
      'n',
    );
  const reasons = [...new Set(skipped.map((row) => String(row['reason'])))].toSorted();
  return {
    kind: 'plan',
    ...plan.pace,
    planId: plan.planId,
    skipped: sum(skipped, 'n'),
    byReason: Object.fromEntries(
      reasons.map((reason) => [
        reason,
        sum(
          skipped.filter((row) => row['reason'] === reason),
          'n',
        ),
      ]),
    ),
    notInAudience: plan.campaign.topics.length === 0 ? 0 : tokensOf(db, plan) - sum(rows, 'n'),
    moved: sum(scheduled, 'moved'),
    gap: noted('gap'),
    overlap: noted('overlap'),
    fallback: noted('fallback'),
    zones: new Set(scheduled.flatMap((row) => (row['zone'] === null ? [] : [row['zone']]))).size,
  };
}

function tokensOf(db: ReadableDb, plan: ComputedPlan): number {
  const row = selectOne(db, 'SELECT count(*) AS n FROM notification_token WHERE account_id = ?', [plan.account.id]);
  return Number(row?.['n']);
}
