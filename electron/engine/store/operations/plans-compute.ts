import { pageZoneOf } from '#engine/planner/page-zone.ts';
import type { Account } from '#shared/domain/account.ts';
import type { Campaign } from '#shared/domain/campaign.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import type { Frequency } from '#shared/domain/notification-token.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import type { PlanningRules } from '#shared/rules/decide-token.ts';
import type { Guards } from '#shared/rules/guards.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import { nextPeriodStart } from '#shared/time/calendar-period.ts';
import { type EpochMs, epochMs } from '#shared/time/instant.ts';
import type { IanaZone, ZoneData } from '#shared/time/zone-data.ts';
import { createZoneTable, type ZoneTable } from '#shared/time/zone-table.ts';
import { execute, type ReadableDb, selectOne } from '../database.ts';
import type { OperationContext } from '../operation.ts';
import { readAccount } from './accounts.ts';
import { needCampaign } from './campaigns-rows.ts';
import { draftRows } from './plans-draft.ts';
import { decideExceptions } from './plans-exceptions.ts';
import { drainPlan, type PaceOutcome } from './plans-pace.ts';
import { openScratch, scratchOf, writeScratchSlot } from './plans-scratch.ts';
import { createSlotBook, meetZones, type SlotBook, type ZoneAlias } from './plans-slots.ts';

/** What a plan is made from besides the database; all of it plain data, so that it reaches a thread. */
export interface PlanArgs {
  readonly campaignId: CampaignId;
  /** The instant at which the campaign is launched, or would be. */
  readonly at: EpochMs;
  readonly rules: RulePack;
  readonly guards: Guards;
  /** All zones by their IANA names (`carryZones`). */
  readonly zoneData: ZoneData;
  /** What other texts in this database stand for; at first none, then what the answer `strangers` asked for. */
  readonly aliases: readonly ZoneAlias[];
}

/** The plan met texts as zones that somebody with the whole zone table has to identify first; nothing was kept. */
export interface Strangers {
  readonly kind: 'strangers';
  readonly texts: readonly string[];
}

/** A plan in the TEMP tables of this connection. */
export interface ComputedPlan {
  readonly kind: 'plan';
  readonly planId: number;
  readonly campaign: Campaign;
  readonly account: Account;
  readonly book: SlotBook;
  readonly pace: PaceOutcome;
  readonly firstPos: number;
  readonly lastPos: number;
  readonly zoneRelease: string;
}

/**
 * Plans a campaign into the TEMP tables of this connection; the file stays untouched.
 *
 * @throws {DomainError} `notFound`; `wrongState` when the campaign was launched before.
 */
export function computePlan(db: ReadableDb, args: PlanArgs, context: OperationContext): ComputedPlan | Strangers {
  const campaign = needDraft(db, args.campaignId);
  const account = readAccount(db, { id: campaign.accountId });
  if (account === null) throw new BugError(`Campaign ${campaign.id} has no account.`);
  const table = createZoneTable(args.zoneData);
  const pageZone = pageZoneOf(account, table);
  const planning: PlanningRules = {
    schedule: campaign.schedule,
    rules: args.rules,
    guards: args.guards,
    calendar: { table, pageZone },
    launchAt: args.at,
  };
  const book = createSlotBook(campaign.schedule, table, args.aliases, args.at);
  meetZones(db, account.id, book);
  if (book.strangers().length > 0) return { kind: 'strangers', texts: book.strangers() };
  const planId = openPlan(db, book);
  const checkIn = (): void => stopIfCancelled(context);
  registerRules(db, book, table, pageZone);
  decideExceptions(db, planId, { campaign, book, planning, checkIn });
  checkIn();
  const firstPos = nextPos(db);
  draftRows(db, { planId, campaign, rules: args.rules, launchAt: args.at });
  const lastPos = nextPos(db) - 1;
  execute(scratchOf(db), 'INSERT INTO temp.plan_head VALUES (?, ?, ?, ?)', [planId, campaign.id, firstPos, lastPos]);
  context.progress(lastPos - firstPos + 1);
  checkIn();
  const pace = drainPlan(db, {
    firstPos,
    lastPos,
    account,
    campaignId: campaign.id,
    schedule: campaign.schedule,
    table,
    book,
    launchAt: args.at,
  });
  return { kind: 'plan', planId, campaign, account, book, pace, firstPos, lastPos, zoneRelease: table.release };
}

function needDraft(db: ReadableDb, id: CampaignId): Campaign {
  const campaign = needCampaign(db, id);
  if (campaign.state !== 'draft') {
    throw refuse('planNoDraft', { name: campaign.name, campaignState: campaign.state }, { where: 'campaign' });
  }
  return campaign;
}

function openPlan(db: ReadableDb, book: SlotBook): number {
  openScratch(db);
  const planId = Number(selectOne(db, 'SELECT ifnull(max(plan_id), 0) + 1 AS id FROM temp.plan_slot')?.['id']);
  book.slots.forEach((slot, no) => writeScratchSlot(db, planId, no, slot));
  return planId;
}

/** Lets SQL call the pure functions of zone and calendar; registered anew for each plan, since each has its own slots. */
function registerRules(db: ReadableDb, book: SlotBook, table: ZoneTable, pageZone: IanaZone): void {
  db.function(
    'sundial_slot',
    { deterministic: true },
    (tokenZone: unknown, personZone: unknown) => book.slotNoOf(tokenZone as string | null, personZone as string | null), // two TEXT columns
  );
  db.function('sundial_period_end', { deterministic: true }, (frequency: unknown, acceptedAt: unknown) => {
    const period = frequency as Exclude<Frequency, 'daily'>; // the query calls it for weekly and monthly only
    return nextPeriodStart(table, pageZone, epochMs(Number(acceptedAt)), period);
  });
}

function nextPos(db: ReadableDb): number {
  return Number(selectOne(db, 'SELECT ifnull(max(pos), 0) + 1 AS pos FROM temp.plan_row')?.['pos']);
}

function stopIfCancelled(context: OperationContext): void {
  if (context.isCancelled()) throw refuse('planStopped', {}, { where: 'plan' });
}
