import type { Campaign } from '#shared/domain/campaign.ts';
import { DomainError } from '#shared/domain/errors.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, selectOne } from '../database.ts';
import { type OperationContext, withOutside } from '../operation.ts';
import { needCampaign } from './campaigns-rows.ts';
import { computePlan, type PlanArgs, type Strangers } from './plans-compute.ts';
import { type PersonCase, readPerson } from './plans-facts.ts';
import { listFrequencyUnknown, noteFrequencyRead } from './plans-frequency.ts';
import { launchCampaign } from './plans-launch.ts';
import { readPlanMap, readPlannedPeople } from './plans-map.ts';
import { readPlanPage } from './plans-page.ts';
import { dropScratch } from './plans-scratch.ts';
import { type PlanSummary, summarize } from './plans-summary.ts';

/**
 * Plans a draft and keeps the plan in this reader's memory until it is dropped; nothing is written.
 *
 * @throws {DomainError} as `computePlan`.
 */
function compute(db: ReadableDb, args: PlanArgs, context: OperationContext): PlanSummary | Strangers {
  // One read transaction: every statement sees the same rows, whatever the writer does meanwhile.
  return db
    .transaction(() => {
      const plan = computePlan(db, args, context);
      return plan.kind === 'strangers' ? plan : summarize(db, plan);
    })
    .deferred();
}

/** Forgets a plan; safe when it is gone already. */
function drop(db: ReadableDb, args: { readonly planId: number }): void {
  dropScratch(db, args.planId);
}

/** One person of a campaign's account, found by one of their tokens, with all that the rules ask about them. */
export interface CampaignPerson {
  readonly campaign: Campaign;
  readonly person: PersonCase;
}

/**
 * Reads what a decision about one token before a launch needs.
 *
 * @throws {DomainError} `notFound` for a campaign or token that is not there.
 */
function readCampaignPerson(
  db: ReadableDb,
  args: { readonly campaignId: CampaignId; readonly token: string; readonly at: EpochMs },
): CampaignPerson {
  const campaign = needCampaign(db, args.campaignId);
  const row = selectOne(db, 'SELECT recipient_id FROM notification_token WHERE account_id = ? AND token = ?', [
    campaign.accountId,
    args.token,
  ]);
  if (row === null) {
    throw new DomainError('notFound', `The account of "${campaign.name}" has no token ${args.token}.`, 'token');
  }
  const person = readPerson(db, { campaign, launchAt: args.at, recipientId: Number(row['recipient_id']) });
  return { campaign, person };
}

/**
 * Changes made by planning. Foreign keys are not looked up row by row while a plan is stored: its accounts, people, tokens and slots were
 * read, or written, from those very tables in the same transaction, and five look-ups a row are a third of its time (measured).
 */
export const planWrites = {
  'plan.launch': withOutside(launchCampaign, { checksForeignKeysItself: true }),
  'plan.frequencyRead': noteFrequencyRead,
};
/** Questions of planning. `plan.compute`, `plan.page`, `plan.map`, `plan.people` and `plan.drop` belong to one reader: always ask them in the same lane. */
export const planReads = {
  'plan.compute': compute,
  'plan.page': readPlanPage,
  'plan.map': readPlanMap,
  'plan.people': readPlannedPeople,
  'plan.drop': drop,
  'plan.person': readCampaignPerson,
  'plan.frequencyUnknown': listFrequencyUnknown,
};
