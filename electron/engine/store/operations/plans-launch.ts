import { createHash } from 'node:crypto';
import type { CampaignState } from '#shared/domain/campaign-state.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { execute, selectOne, type WritableDb } from '../database.ts';
import type { OperationContext } from '../operation.ts';
import { type ComputedPlan, computePlan, type PlanArgs, type Strangers } from './plans-compute.ts';
import type { PaceOutcome } from './plans-pace.ts';
import { dropScratch } from './plans-scratch.ts';

/** Largest share of messages that the pace may cost without a person agreeing to it (DESIGN 6.7). */
export const ACCEPTABLE_PACE_LOSS = 0.01;

/** What launching needs besides planning. */
export interface LaunchArgs extends PlanArgs {
  /** Who approved it, for the version that is kept. */
  readonly approvedBy: string;
  /** A person agreed that messages are lost to the pace. */
  readonly acceptPaceLoss: boolean;
}

/** What a launch did. */
export interface Launched extends PaceOutcome {
  readonly kind: 'launched';
  readonly state: CampaignState;
  /** Rows stored as skipped, those of the pace included. */
  readonly skipped: number;
}

/**
 * Plans a draft at `at` and stores the plan, all in the caller's one transaction: the version that was approved with the hash of its
 * message, the slots in use, and one delivery a token of the audience in due order, skipped ones with their reason (DESIGN 3).
 *
 * @throws {DomainError} as `computePlan`; `confirmationNeeded` when the pace costs more than 1 % of the messages.
 */
export function launchCampaign(db: WritableDb, args: LaunchArgs, context: OperationContext): Launched | Strangers {
  const plan = computePlan(db, args, context);
  if (plan.kind === 'strangers') return plan;
  const { pace, campaign } = plan;
  if (!args.acceptPaceLoss) refusePaceLoss(plan);
  const state: CampaignState = pace.scheduled === 0 ? 'finished' : 'scheduled';
  const messageHash = createHash('sha256').update(campaign.messageJson).digest('hex');
  execute(db, 'UPDATE campaign SET state = ?, launched_at_ms = ?, message_hash = ? WHERE id = ?', [
    state,
    args.at,
    messageHash,
    campaign.id,
  ]);
  writeVersion(db, args, plan, messageHash);
  const { lastId, changes } = writeDeliveries(db, args, plan, writeSlots(db, plan));
  if (changes > 0) {
    execute(db, 'UPDATE campaign SET first_delivery_id = ?, last_delivery_id = ? WHERE id = ?', [
      lastId - changes + 1,
      lastId,
      campaign.id,
    ]);
  }
  dropScratch(db, plan.planId);
  return { kind: 'launched', state, ...pace, skipped: plan.lastPos - plan.firstPos + 1 - pace.scheduled };
}

function refusePaceLoss({ pace, account }: ComputedPlan): void {
  const { scheduled, paceTooSlow } = pace;
  if (paceTooSlow <= (scheduled + paceTooSlow) * ACCEPTABLE_PACE_LOSS) return;
  throw refuse(
    'paceLoss',
    { late: paceTooSlow, all: scheduled + paceTooSlow, pace: account.pacePerSecond },
    { where: 'pace' },
  );
}

function writeVersion(db: WritableDb, args: LaunchArgs, { campaign, zoneRelease }: ComputedPlan, hash: string): void {
  execute(
    db,
    `INSERT INTO campaign_version (campaign_id, version, approved_at_ms, approved_by, topics_json, message_json, message_hash, schedule_json, rule_pack, zone_release)
     VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      campaign.id,
      args.at,
      args.approvedBy,
      JSON.stringify(campaign.topics),
      campaign.messageJson,
      hash,
      JSON.stringify(campaign.schedule),
      args.rules.name,
      zoneRelease,
    ],
  );
}

/** Stores the slots in use; returns what to add to a slot's number to get its row. */
function writeSlots(db: WritableDb, { campaign, book }: ComputedPlan): number {
  const base = Number(selectOne(db, 'SELECT ifnull(max(id), 0) + 1 AS id FROM slot')?.['id']);
  book.slots.forEach((slot, no) => {
    if (slot.kind !== 'slot' || !book.isUsed(no)) return;
    execute(
      db,
      'INSERT INTO slot (id, campaign_id, zone, local, due_at_ms, last_at_ms, note) VALUES (?, ?, ?, ?, ?, ?, ?)',
      [base + no, campaign.id, slot.zone, slot.local, slot.dueAt, slot.lastAt, slot.note],
    );
  });
  return base;
}

function writeDeliveries(
  db: WritableDb,
  args: LaunchArgs,
  plan: ComputedPlan,
  slotBase: number,
): ReturnType<typeof execute> {
  return execute(
    db,
    `INSERT INTO delivery (kind, account_id, campaign_id, recipient_id, token_id, slot_id, state, reason,
       due_at_ms, last_at_ms, next_at_ms, earliest_at_ms, finalized_at_ms)
     SELECT 'marketing', :account, :campaign, recipient_id, token_id,
       CASE WHEN due_at_ms IS NOT NULL THEN :slotBase + slot_no END,
       CASE is_skipped WHEN 0 THEN 'scheduled' ELSE 'skipped' END, reason,
       due_at_ms, last_at_ms, CASE is_skipped WHEN 0 THEN due_at_ms END, earliest_at_ms,
       CASE is_skipped WHEN 1 THEN :at END
     FROM temp.plan_row WHERE pos BETWEEN :first AND :last ORDER BY pos`,
    {
      account: plan.account.id,
      campaign: plan.campaign.id,
      slotBase,
      at: args.at,
      first: plan.firstPos,
      last: plan.lastPos,
    },
  );
}
