import type { AccountId } from '#shared/domain/ids.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { FREQUENCY_ENDED_AT } from '#shared/rules/eligibility.ts';
import { LONGEST_WAIT_MS } from '#shared/rules/next-eligible.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, selectAll } from '../database.ts';

/** Whom a draft names. */
export interface AudienceArgs {
  readonly accountId: AccountId;
  /** Empty = all topics. */
  readonly topics: readonly string[];
}

/** How often each topic is held. */
export interface TopicCount {
  /** `null` = permissions without a topic. */
  readonly topic: string | null;
  readonly permissions: number;
}

/** People by whether they could get a message at an instant. */
export interface ReachCounts {
  readonly reachable: number;
  /** Most people first. */
  readonly leftOut: readonly { readonly reason: Reason; readonly people: number }[];
}

/** Permissions that still stand by topic, most first; one pass over the account's permissions. */
export function countTopics(db: ReadableDb, args: Pick<AudienceArgs, 'accountId'>): readonly TopicCount[] {
  const rows = selectAll(
    db,
    `SELECT topic, count(*) AS n FROM notification_token NOT INDEXED
     WHERE account_id = ? AND stopped_at_ms IS NULL AND invalid_at_ms IS NULL GROUP BY topic ORDER BY n DESC, topic`,
    [args.accountId],
  );
  return rows.map((row) => ({ topic: row['topic'] as string | null, permissions: Number(row['n']) })); // TEXT or NULL by schema
}

/** What speaks against a permission, the least first: a person is counted by the best of theirs. */
const RANKED = [
  'coolDown',
  'frequencyUnknown',
  'expired',
  'invalid',
  'stopped',
  'suppressed',
] as const satisfies readonly Reason[];

const rankOf = (reason: (typeof RANKED)[number]): number => RANKED.indexOf(reason) + 1;

/**
 * One pass over the account's permissions: what the planner would say about permission and wait, without schedule, other campaigns and
 * calendar periods. Quick enough to answer while somebody chooses topics; the plan decides.
 */
const REACH = `
SELECT rank, count(*) AS people FROM (
  SELECT min(CASE
    WHEN r.suppressed_at_ms IS NOT NULL THEN ${rankOf('suppressed')}
    WHEN t.stopped_at_ms IS NOT NULL THEN ${rankOf('stopped')}
    WHEN t.invalid_at_ms IS NOT NULL THEN ${rankOf('invalid')}
    WHEN t.expires_at_ms <= @at THEN ${rankOf('expired')}
    WHEN t.frequency IS NULL AND t.created_at_ms < @frequencyEndedAt AND l.next_eligible_at_ms IS NULL THEN ${rankOf('frequencyUnknown')}
    WHEN l.last_accepted_at_ms + @coolDownMs > @at THEN ${rankOf('coolDown')}
    WHEN l.next_eligible_at_ms > @at AND l.next_eligible_at_ms - l.next_eligible_read_at_ms <= @longestWait THEN ${rankOf('coolDown')}
    ELSE 0 END) AS rank
  FROM notification_token t NOT INDEXED JOIN recipient r ON r.id = t.recipient_id LEFT JOIN token_ledger l ON l.token_id = t.id
  WHERE t.account_id = @account AND (@allTopics OR t.topic IN (SELECT value FROM json_each(@topics)))
  GROUP BY t.recipient_id
) GROUP BY rank ORDER BY people DESC`;

/** Who of an audience could get a message at `at`, in people. */
export function countReach(
  db: ReadableDb,
  args: AudienceArgs & { readonly at: EpochMs; readonly coolDownMs: number },
): ReachCounts {
  const rows = selectAll(db, REACH, {
    account: args.accountId,
    allTopics: args.topics.length === 0 ? 1 : 0,
    topics: JSON.stringify(args.topics),
    at: args.at,
    coolDownMs: args.coolDownMs,
    frequencyEndedAt: FREQUENCY_ENDED_AT,
    longestWait: LONGEST_WAIT_MS,
  }).map((row) => ({ reason: RANKED[Number(row['rank']) - 1] ?? null, people: Number(row['people']) }));
  return {
    reachable: rows.find(({ reason }) => reason === null)?.people ?? 0,
    leftOut: rows.flatMap(({ reason, people }) => (reason === null ? [] : [{ reason, people }])),
  };
}

/** People of an audience by the two zone texts that count for them. */
export interface ZoneGroup {
  readonly tokenZone: string | null;
  readonly personZone: string | null;
  readonly people: number;
}

/** The zones of an audience; one pass over the account's permissions. */
export function groupZones(db: ReadableDb, args: AudienceArgs): readonly ZoneGroup[] {
  const rows = selectAll(
    db,
    `SELECT t.zone AS token_zone, r.zone AS person_zone, count(DISTINCT t.recipient_id) AS n
     FROM notification_token t NOT INDEXED JOIN recipient r ON r.id = t.recipient_id
     WHERE t.account_id = @account AND t.stopped_at_ms IS NULL AND t.invalid_at_ms IS NULL AND r.suppressed_at_ms IS NULL
       AND (@allTopics OR t.topic IN (SELECT value FROM json_each(@topics)))
     GROUP BY 1, 2`,
    { account: args.accountId, allTopics: args.topics.length === 0 ? 1 : 0, topics: JSON.stringify(args.topics) },
  );
  return rows.map((row) => ({
    tokenZone: row['token_zone'] as string | null, // TEXT or NULL by schema
    personZone: row['person_zone'] as string | null, // as above
    people: Number(row['n']),
  }));
}

/** Questions about whom a draft would reach. Each reads all permissions of an account: ask them in the bulk lane. */
export const draftAudienceReads = {
  'draft.topics': countTopics,
  'draft.reach': countReach,
  'draft.zones': groupZones,
};
