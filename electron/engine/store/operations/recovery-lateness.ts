import type { CampaignSchedule, LatePolicy } from '#shared/domain/campaign.ts';
import type { AccountId, CampaignId } from '#shared/domain/ids.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, selectAll, type WritableDb } from '../database.ts';
import { finishCampaigns } from './results-campaigns.ts';

/** Rows given up in one transaction at most, so that no claim of another account waits long for them. */
const MOST_AT_ONCE = 5_000;

/** Late deliveries of people with one zone, which the campaign wants to send in the next window (DESIGN 5, Late). */
export interface LateZone {
  readonly campaignId: CampaignId;
  readonly schedule: CampaignSchedule;
  readonly tokenZone: string | null;
  readonly personZone: string | null;
  /** The latest of the instants they had to leave by. */
  readonly missedAt: EpochMs;
}

/** What a sweep found and did. */
export interface LateSweep {
  readonly missed: number;
  readonly finished: readonly CampaignId[];
  /** To be moved by `recovery.moveLate`; the next window is not known here. */
  readonly toMove: readonly LateZone[];
  /** Whether more rows are late than were handled at once. */
  readonly isMore: boolean;
}

/**
 * Gives up, or hands over for moving, every delivery of an account whose last instant is over (DESIGN 5, Late; 6.6).
 *
 * @param args.isAccountStopped - the account did not send when they became late: they are `accountPaused`. Rows of a campaign that
 *   somebody paused are `campaignPaused`; all others are `late`: the program was closed, asleep or too slow.
 */
export function sweepLate(
  db: WritableDb,
  args: { readonly accountId: AccountId; readonly at: EpochMs; readonly isAccountStopped: boolean },
): LateSweep {
  const campaigns = selectAll(
    db,
    `SELECT c.id, c.state, c.schedule_json FROM campaign c WHERE c.account_id = ?1
       AND (c.state = 'scheduled' OR c.state = 'running' OR c.state = 'paused')
       AND EXISTS (SELECT 1 FROM delivery d WHERE d.account_id = ?1 AND d.campaign_id = c.id AND d.state = 'scheduled'
         AND d.next_at_ms <= ?2 AND d.last_at_ms < ?2)`,
    [args.accountId, args.at],
  );
  const late = campaigns.map((row) => {
    const id = Number(row['id']) as CampaignId; // row id
    const schedule = JSON.parse(String(row['schedule_json'])) as CampaignSchedule; // written from a Campaign
    const policy: LatePolicy = schedule.late;
    const isPaused = row['state'] === 'paused';
    return { id, schedule, policy, isPaused };
  });
  const changes = late
    .filter(({ policy }) => policy === 'missed')
    .map(({ id, isPaused }) => ({
      id,
      missed: giveUp(db, { ...args, campaignId: id, reason: reasonOf(args, isPaused) }),
    }));
  const movable = late.filter(({ policy, isPaused }) => policy === 'nextWindow' && !isPaused && !args.isAccountStopped);
  return {
    missed: changes.reduce((sum, { missed }) => sum + missed, 0),
    finished: finishCampaigns(db, new Set(changes.filter(({ missed }) => missed > 0).map(({ id }) => id))),
    toMove: movable.flatMap(({ id, schedule }) => zonesOfLate(db, { ...args, campaignId: id, schedule })),
    isMore: changes.some(({ missed }) => missed === MOST_AT_ONCE),
  };
}

function reasonOf(args: { readonly isAccountStopped: boolean }, isPaused: boolean): Reason {
  if (isPaused) return 'campaignPaused';
  return args.isAccountStopped ? 'accountPaused' : 'late';
}

const LATE_ROWS = `account_id = @accountId AND campaign_id = @campaignId AND state = 'scheduled'
  AND next_at_ms <= @at AND last_at_ms < @at`;

function giveUp(
  db: WritableDb,
  args: {
    readonly accountId: AccountId;
    readonly campaignId: CampaignId;
    readonly at: EpochMs;
    readonly reason: Reason;
  },
): number {
  const { accountId, campaignId, at, reason } = args;
  return execute(
    db,
    `UPDATE delivery SET state = 'missed', reason = @reason, finalized_at_ms = @at
     WHERE id IN (SELECT id FROM delivery WHERE ${LATE_ROWS} LIMIT ${MOST_AT_ONCE})`,
    { accountId, campaignId, at, reason },
  ).changes;
}

function zonesOfLate(
  db: WritableDb,
  args: {
    readonly accountId: AccountId;
    readonly campaignId: CampaignId;
    readonly at: EpochMs;
    readonly schedule: CampaignSchedule;
  },
): readonly LateZone[] {
  const { accountId, campaignId, at, schedule } = args;
  return selectAll(
    db,
    `SELECT t.zone AS token_zone, r.zone AS person_zone, max(d.last_at_ms) AS missed_at
     FROM (SELECT token_id, recipient_id, last_at_ms FROM delivery WHERE ${LATE_ROWS}) d
     JOIN notification_token t ON t.id = d.token_id JOIN recipient r ON r.id = d.recipient_id GROUP BY 1, 2`,
    { accountId, campaignId, at },
  ).map((row) => ({
    campaignId,
    schedule,
    tokenZone: row['token_zone'] as string | null, // TEXT or NULL by schema
    personZone: row['person_zone'] as string | null, // TEXT or NULL by schema
    missedAt: Number(row['missed_at']) as EpochMs, // NOT NULL while scheduled, by CHECK
  }));
}

/**
 * Puts the late deliveries of one zone at a new time, or gives them up when there is none; returns how many. `due_at_ms` then differs
 * from the slot's instant: moved.
 */
export function moveLate(
  db: WritableDb,
  args: {
    readonly accountId: AccountId;
    readonly campaignId: CampaignId;
    readonly at: EpochMs;
    readonly tokenZone: string | null;
    readonly personZone: string | null;
    /** `null` = nobody can say when their window opens: missed. */
    readonly to: { readonly dueAt: EpochMs; readonly lastAt: EpochMs } | null;
  },
): { readonly moved: number; readonly finished: readonly CampaignId[] } {
  const { to, ...group } = args;
  const rows = `SELECT d.id FROM (SELECT id, token_id, recipient_id FROM delivery WHERE ${LATE_ROWS}) d
    JOIN notification_token t ON t.id = d.token_id AND t.zone IS @tokenZone
    JOIN recipient r ON r.id = d.recipient_id AND r.zone IS @personZone`;
  if (to === null) {
    const { changes } = execute(
      db,
      `UPDATE delivery SET state = 'missed', reason = 'late', finalized_at_ms = @at WHERE id IN (${rows})`,
      group,
    );
    return { moved: changes, finished: finishCampaigns(db, new Set([args.campaignId])) };
  }
  const { changes } = execute(
    db,
    `UPDATE delivery SET due_at_ms = @dueAt, next_at_ms = @dueAt, last_at_ms = @lastAt, reason = 'late' WHERE id IN (${rows})`,
    { ...group, ...to },
  );
  return { moved: changes, finished: [] };
}
