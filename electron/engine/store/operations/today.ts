import type { AccountId, CampaignId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, selectAll, selectOne } from '../database.ts';

/** Zones differ from each other by multiples of this, so no two of them share a slot by accident, in ms. */
const QUARTER = 15 * 60_000;

/** Newest campaigns that are looked at for people without a time zone (Sundial's choice). */
const RECENT = 20;

/** Messages of a campaign that fall due in the same quarter of an hour. */
export interface DueQuarter {
  readonly campaignId: CampaignId;
  readonly firstAt: EpochMs;
  readonly messages: number;
  /** Zones of the slots in it; empty = the times were moved one by one. `null` stands for people of no known zone. */
  readonly zones: readonly (string | null)[];
}

const DUE = `FROM delivery INDEXED BY delivery_next WHERE account_id = ? AND campaign_id = ? AND state = 'scheduled'`;

/** The first instant, from 3 on, at which something of campaign 2 of account 1 is due. */
export const FIRST_DUE = `SELECT min(next_at_ms) AS at ${DUE} AND next_at_ms >= ?`;
/** How many are due in [3, 4): counted in the index alone, without sorting them into groups. */
export const COUNT_DUE = `SELECT count(*) AS n ${DUE} AND next_at_ms >= ? AND next_at_ms < ?`;

/** What falls due before an instant, of campaigns that send; what is late already counts as due at `from`. */
function dueQuarters(db: ReadableDb, args: { readonly from: EpochMs; readonly until: EpochMs }): readonly DueQuarter[] {
  const campaigns = selectAll(db, `SELECT id, account_id FROM campaign WHERE state = 'scheduled' OR state = 'running'`);
  return campaigns.flatMap((campaign) => {
    const id = Number(campaign['id']) as CampaignId; // a row id of this table
    const zones = zonesByQuarter(db, id, args.until);
    return quartersOf(db, [Number(campaign['account_id']), id], args.until).map(({ firstAt, messages }) => ({
      campaignId: id,
      firstAt: Math.max(firstAt, args.from) as EpochMs, // an instant column, or the one given
      messages,
      zones: zones.get(Math.floor(firstAt / QUARTER)) ?? [],
    }));
  });
}

/** Due messages by quarter of an hour, empty quarters passed over. */
function quartersOf(
  db: ReadableDb,
  campaign: readonly [account: number, campaign: number],
  until: EpochMs,
): readonly { readonly firstAt: number; readonly messages: number }[] {
  const found: { readonly firstAt: number; readonly messages: number }[] = [];
  let from = 0;
  while (from < until) {
    const first = selectOne(db, FIRST_DUE, [...campaign, from])?.['at'] ?? null;
    const firstAt = Number(first);
    if (first === null || firstAt >= until) return found;
    from = Math.min((Math.floor(firstAt / QUARTER) + 1) * QUARTER, until);
    found.push({ firstAt, messages: Number(selectOne(db, COUNT_DUE, [...campaign, firstAt, from])?.['n']) });
  }
  return found;
}

function zonesByQuarter(db: ReadableDb, id: CampaignId, until: EpochMs): Map<number, (string | null)[]> {
  const zones = new Map<number, (string | null)[]>();
  const text = 'SELECT DISTINCT zone, due_at_ms FROM slot WHERE campaign_id = ? AND due_at_ms < ? ORDER BY zone';
  for (const row of selectAll(db, text, [id, until])) {
    const quarter = Math.floor(Number(row['due_at_ms']) / QUARTER);
    const zone = row['zone'] === null ? null : String(row['zone']);
    zones.set(quarter, [...(zones.get(quarter) ?? []), zone]);
  }
  return zones;
}

/** Facts behind what needs a person. */
export interface AttentionFacts {
  readonly uncertain: readonly {
    readonly campaignId: CampaignId;
    readonly name: string;
    readonly messages: number;
    /** Those that only a person can decide. */
    readonly waiting: number;
  }[];
  /** Cards, follow-ups and tests, which belong to no campaign's run, by account. */
  readonly uncertainDirect: readonly {
    readonly accountId: AccountId;
    readonly name: string;
    readonly messages: number;
    /** Those that only a person can decide. */
    readonly waiting: number;
  }[];
  readonly pausedByRule: readonly { readonly campaignId: CampaignId; readonly name: string }[];
  /** People of the newest campaigns left out because their zone is not known; of each campaign the most. */
  readonly withoutZone: number;
  readonly hasPeople: boolean;
  readonly hasMessages: boolean;
}

/** Reads what needs a person, from partial indexes and counters: the cost does not grow with what is stored. */
function attentionFacts(db: ReadableDb, _args: null): AttentionFacts {
  const uncertain = selectAll(
    db,
    `SELECT d.campaign_id, c.name, count(*) AS n, sum(d.next_at_ms IS NULL) AS waiting
     FROM account a JOIN delivery d INDEXED BY delivery_unsettled ON d.account_id = a.id AND d.state = 'uncertain'
     JOIN campaign c ON c.id = d.campaign_id WHERE d.kind = 'marketing' GROUP BY d.campaign_id`,
  ).map((row) => ({
    campaignId: Number(row['campaign_id']) as CampaignId, // a row id of campaign
    name: String(row['name']),
    messages: Number(row['n']),
    waiting: Number(row['waiting']),
  }));
  const uncertainDirect = selectAll(
    db,
    `SELECT a.id, a.name, count(*) AS n, sum(d.next_at_ms IS NULL) AS waiting
     FROM account a JOIN delivery d INDEXED BY delivery_unsettled ON d.account_id = a.id AND d.state = 'uncertain'
     WHERE d.kind <> 'marketing' GROUP BY a.id`,
  ).map((row) => ({
    accountId: Number(row['id']) as AccountId, // a row id of account
    name: String(row['name']),
    messages: Number(row['n']),
    waiting: Number(row['waiting']),
  }));
  const pausedByRule = selectAll(
    db,
    `SELECT id, name FROM campaign WHERE state = 'paused' AND pause_reason IS NOT NULL ORDER BY id DESC LIMIT ${RECENT}`,
  ).map((row) => ({ campaignId: Number(row['id']) as CampaignId, name: String(row['name']) })); // a row id of this table
  const withoutZone = selectOne(
    db,
    `SELECT ifnull(max(n), 0) AS n FROM campaign_count WHERE state = 'skipped' AND reason = 'unknownZone'
     AND campaign_id IN (SELECT id FROM campaign WHERE launched_at_ms IS NOT NULL ORDER BY id DESC LIMIT ${RECENT})`,
  );
  return {
    uncertain,
    uncertainDirect,
    pausedByRule,
    withoutZone: Number(withoutZone?.['n'] ?? 0),
    hasPeople: selectOne(db, 'SELECT 1 FROM notification_token LIMIT 1') !== null,
    hasMessages: selectOne(db, 'SELECT 1 FROM delivery LIMIT 1') !== null,
  };
}

/** Questions of the first screen. */
export const todayReads = { 'today.due': dueQuarters, 'today.attention': attentionFacts };
