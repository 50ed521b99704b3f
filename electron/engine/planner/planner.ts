import type { Account } from '#shared/domain/account.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { DEFAULT_GUARDS } from '#shared/rules/guards.ts';
import { zoneTextOf } from '#shared/rules/person-zone.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import type { SlotNote } from '#shared/rules/slot.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import type { EngineParts } from '../engine-parts.ts';
import { campaignNotFound } from '../store/operations/campaigns-rows.ts';
import type { PlanArgs, Strangers } from '../store/operations/plans-compute.ts';
import type { Launched } from '../store/operations/plans-launch.ts';
import type { PlanCursor, PlannedToken } from '../store/operations/plans-page.ts';
import type { PlanSummary } from '../store/operations/plans-summary.ts';
import type { CallOptions, Store } from '../store/store.ts';
import { carryZones, identifyTexts } from './carry-zones.ts';

/** What planning works with. */
export type PlannerParts = Pick<EngineParts, 'store' | 'zones' | 'rulePacks'>;

/** Rows of a plan fetched at a time: some hundred KB of answers. */
const PAGE = 2_000;

/** One token of the account in a plan, as `campaign plan` tells it (issue 2, Shapes). */
export interface PlanRow {
  readonly token: string;
  readonly recipient: string;
  readonly name: string | null;
  /**
   * The person's own zone, or the fallback taken for it; without a slot what was given as their zone. `null` = nothing was given, or
   * the slot needs no zone and none is known.
   */
  readonly zone: string | null;
  readonly state: 'scheduled' | 'skipped';
  /** The slot's instant, or the one it was moved to; `null` = no slot. */
  readonly dueAt: EpochMs | null;
  /** Wall clock with offset at `dueAt` in `zone`; `null` without a slot or a zone. */
  readonly local: string | null;
  readonly zoneNote: SlotNote | null;
  readonly moved: boolean;
  /** Estimate at the account's pace; `null` for skipped ones. */
  readonly leavesAt: EpochMs | null;
  readonly reason: Reason | null;
  readonly earliestAt: EpochMs | null;
}

/** A plan that was worked out and waits to be read. Nothing of it is stored. */
export interface OpenPlan {
  readonly summary: PlanSummary;
  /** All tokens of the account: scheduled ones in due order, then skipped ones, then those outside the audience. */
  readonly rows: () => AsyncGenerator<PlanRow>;
  /** Frees its memory; safe to call twice. */
  readonly close: () => Promise<void>;
}

/** Whether the engine may go ahead where a plan loses people, and who said so. */
export interface Approval {
  readonly approvedBy: string;
  readonly acceptPaceLoss: boolean;
}

/**
 * Works out what launching a draft at `at` would do; writes nothing.
 *
 * @throws {DomainError} `notFound`; `wrongState` when it was launched before; `invalidInput` for an account whose rule pack is missing.
 */
export async function openPlan(
  parts: PlannerParts,
  campaignId: CampaignId,
  at: EpochMs,
  options: Pick<CallOptions, 'onProgress' | 'signal'> = {},
): Promise<OpenPlan> {
  const { store, zones } = parts;
  const args = await planArgs(parts, campaignId, at);
  const summary = await untilIdentified(zones, args, (known) =>
    store.read('plan.compute', known, { ...options, lane: 'bulk' }),
  );
  const { planId } = summary;
  return {
    summary,
    rows: () => readRows(store, zones, planId),
    close: () => store.read('plan.drop', { planId }, { lane: 'bulk' }),
  };
}

/**
 * Plans a draft at `at` and stores the plan, in one transaction (DESIGN 3).
 *
 * @throws {DomainError} as {@link openPlan}; `confirmationNeeded` when the pace costs more than 1 % of the messages.
 */
// oxlint-disable-next-line max-params -- what, when and by whom are three things of three types beside parts and options
export async function launch(
  parts: PlannerParts,
  campaignId: CampaignId,
  at: EpochMs,
  approval: Approval,
  options: Pick<CallOptions, 'onProgress' | 'signal'> = {},
): Promise<Launched> {
  const args = await planArgs(parts, campaignId, at);
  return untilIdentified(parts.zones, args, (known) =>
    parts.store.write('plan.launch', { ...known, ...approval }, options),
  );
}

/**
 * The account a campaign sends from, and the rules it is planned under.
 *
 * @throws {DomainError} `notFound`; as {@link rulePackOf}.
 */
export async function rulesOfCampaign(
  { store, rulePacks }: PlannerParts,
  campaignId: CampaignId,
): Promise<{ readonly account: Account; readonly rules: RulePack }> {
  const campaign = await store.read('campaign.read', { id: campaignId });
  if (campaign === null) throw campaignNotFound(campaignId);
  const account = await store.read('account.read', { id: campaign.accountId });
  if (account === null) throw new BugError(`Campaign ${campaignId} has no account.`);
  return { account, rules: rulePackOf(account, rulePacks) };
}

async function planArgs(parts: PlannerParts, campaignId: CampaignId, at: EpochMs): Promise<PlanArgs> {
  const { rules } = await rulesOfCampaign(parts, campaignId);
  return { campaignId, at, rules, guards: DEFAULT_GUARDS, zoneData: carryZones(parts.zones), aliases: [] };
}

/** Repeats a plan while it meets texts as zones that are no IANA names, identifying them here; one round in nearly all cases. */
async function untilIdentified<T>(
  zones: ZoneTable,
  args: PlanArgs,
  ask: (args: PlanArgs) => Promise<T | Strangers>,
): Promise<T> {
  let known = args;
  for (;;) {
    const answer = await ask(known);
    if (!isStrangers(answer)) return answer;
    known = { ...known, aliases: [...known.aliases, ...identifyTexts(zones, answer.texts)] };
  }
}

function isStrangers(answer: unknown): answer is Strangers {
  return (answer as { readonly kind?: unknown }).kind === 'strangers'; // both kinds of answer are objects with a kind
}

async function* readRows(store: Store, zones: ZoneTable, planId: number): AsyncGenerator<PlanRow> {
  let cursor: PlanCursor | null = null;
  do {
    const page: { readonly tokens: readonly PlannedToken[]; readonly next: PlanCursor | null } = await store.read(
      'plan.page',
      { planId, cursor, limit: PAGE },
      { lane: 'bulk' },
    );
    for (const token of page.tokens) yield toPlanRow(token, zones);
    cursor = page.next;
  } while (cursor !== null);
}

function toPlanRow(planned: PlannedToken, zones: ZoneTable): PlanRow {
  const { tokenZone, personZone, slotLocal, zone, ...rest } = planned;
  const { dueAt, moved } = rest;
  return {
    ...rest,
    zone: dueAt === null ? zoneTextOf(zones, tokenZone, personZone) : zone,
    // Slots are told in zones of the table.
    local: moved && zone !== null && dueAt !== null ? zones.localWithOffset(zone as IanaZone, dueAt) : slotLocal,
  };
}
