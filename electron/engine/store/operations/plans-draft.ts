import type { Campaign } from '#shared/domain/campaign.ts';
import { MOVE_LIMIT_MS } from '#shared/rules/decide-token.ts';
import { FREQUENCY_ENDED_AT } from '#shared/rules/eligibility.ts';
import { LONGEST_WAIT_MS } from '#shared/rules/next-eligible.ts';
import { type RulePack, ruleMs } from '#shared/rules/rule-pack.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb } from '../database.ts';
import { scratchOf } from './plans-scratch.ts';

/**
 * The rules of `decideToken` for every token at once, in SQL: one pass over the account's tokens into `plan_row`, in due order.
 *
 * It knows everything but people with several tokens, undecided sends and other campaigns' deliveries; those were decided one by
 * one before (`plans-exceptions.ts`) and are taken from there. A property test holds it equal to the pure rules.
 *
 * Inside out: what is known, the rules' own instants (`free_at_ms` is the first one that all of them allow), the leave time,
 * the reason. `sundial_slot` and `sundial_period_end` are the pure functions themselves.
 */
export const DRAFT = `
INSERT INTO temp.plan_row (token_id, recipient_id, slot_no, is_skipped, reason, due_at_ms, last_at_ms, earliest_at_ms)
WITH fact AS MATERIALIZED (
  SELECT
    t.id AS token_id,
    t.recipient_id AS recipient_id,
    sundial_slot(t.zone, r.zone) AS slot_no,
    t.expires_at_ms AS expires_at_ms,
    CASE
      WHEN r.suppressed_at_ms IS NOT NULL THEN 'suppressed'
      WHEN t.stopped_at_ms IS NOT NULL THEN 'stopped'
      WHEN t.invalid_at_ms IS NOT NULL THEN 'invalid'
      WHEN t.expires_at_ms <= :launchAt THEN 'expired'
      WHEN t.frequency IS NULL AND t.created_at_ms < :frequencyEndedAt AND (
        l.next_eligible_source = 'platform'
        AND (l.next_eligible_at_ms - l.next_eligible_read_at_ms > :longestWait) IS NOT TRUE
        AND l.next_eligible_at_ms IS NOT NULL
        AND (l.last_accepted_at_ms IS NULL OR l.next_eligible_read_at_ms > l.last_accepted_at_ms)
      ) IS NOT TRUE THEN 'frequencyUnknown'
    END AS permission,
    ifnull(ifnull(t.opted_in_at_ms, t.created_at_ms) + :followUps, 0) AS followed_up_at_ms,
    CASE WHEN t.frequency IN ('weekly', 'monthly') AND l.last_accepted_at_ms IS NOT NULL
      THEN sundial_period_end(t.frequency, l.last_accepted_at_ms) ELSE 0 END AS period_end_at_ms,
    max(
      ifnull(l.last_accepted_at_ms + :coolDown, 0),
      CASE WHEN l.next_eligible_at_ms - l.next_eligible_read_at_ms > :longestWait THEN 0
        ELSE ifnull(l.next_eligible_at_ms, 0) END
    ) AS cooled_down_at_ms
  FROM notification_token AS t NOT INDEXED
  JOIN recipient AS r ON r.id = t.recipient_id
  LEFT JOIN token_ledger AS l ON l.token_id = t.id
  WHERE t.account_id = :account AND (:allTopics OR t.topic IN (SELECT value FROM json_each(:topics)))
), ruled AS (
  SELECT f.*, s.skip_reason, s.due_at_ms, s.last_at_ms, s.earliest_at_ms,
    max(f.followed_up_at_ms, f.period_end_at_ms, f.cooled_down_at_ms) AS free_at_ms
  FROM fact AS f JOIN temp.plan_slot AS s ON s.plan_id = :plan AND s.no = f.slot_no
), timed AS (
  SELECT *,
    CASE
      WHEN permission IS NOT NULL OR due_at_ms IS NULL THEN NULL
      WHEN free_at_ms <= due_at_ms AND (expires_at_ms <= due_at_ms) IS NOT TRUE THEN due_at_ms
      WHEN free_at_ms - due_at_ms BETWEEN 1 AND :moveLimit AND free_at_ms <= last_at_ms
        AND (expires_at_ms <= free_at_ms) IS NOT TRUE THEN free_at_ms
    END AS leave_at_ms
  FROM ruled
)
SELECT d.token_id, d.recipient_id, d.slot_no,
  CASE WHEN x.token_id IS NULL THEN d.leave_at_ms IS NULL ELSE x.is_skipped END AS is_skipped,
  CASE
    WHEN x.token_id IS NOT NULL THEN x.reason
    WHEN d.leave_at_ms IS NOT NULL THEN NULL
    WHEN d.permission IS NOT NULL THEN d.permission
    WHEN d.skip_reason IS NOT NULL THEN d.skip_reason
    WHEN d.expires_at_ms <= d.due_at_ms THEN 'expired'
    WHEN d.followed_up_at_ms > d.due_at_ms THEN 'followUpsOpen'
    WHEN d.period_end_at_ms > d.due_at_ms THEN 'legacyPeriod'
    ELSE 'coolDown'
  END,
  CASE WHEN x.token_id IS NULL THEN ifnull(d.leave_at_ms, d.due_at_ms) ELSE x.due_at_ms END AS due_at_ms,
  CASE WHEN x.token_id IS NOT NULL THEN x.last_at_ms WHEN d.leave_at_ms IS NOT NULL THEN d.last_at_ms END AS last_at_ms,
  CASE
    WHEN x.token_id IS NOT NULL THEN x.earliest_at_ms
    WHEN d.leave_at_ms IS NOT NULL OR d.permission IS NOT NULL THEN NULL
    WHEN d.skip_reason IS NOT NULL THEN d.earliest_at_ms
    WHEN d.expires_at_ms <= max(d.free_at_ms, d.due_at_ms) THEN NULL
    ELSE d.free_at_ms
  END
FROM timed AS d LEFT JOIN temp.plan_exception AS x ON x.token_id = d.token_id
ORDER BY is_skipped, due_at_ms, last_at_ms, d.token_id`;

/** What a draft is made from. */
export interface DraftQuestion {
  readonly planId: number;
  readonly campaign: Pick<Campaign, 'accountId' | 'topics'>;
  readonly rules: RulePack;
  readonly launchAt: EpochMs;
}

/** Fills `plan_row` with one row a token of the audience. */
export function draftRows(db: ReadableDb, { planId, campaign, rules, launchAt }: DraftQuestion): void {
  execute(scratchOf(db), DRAFT, {
    plan: planId,
    account: campaign.accountId,
    allTopics: campaign.topics.length === 0 ? 1 : 0,
    topics: JSON.stringify(campaign.topics),
    launchAt,
    frequencyEndedAt: FREQUENCY_ENDED_AT,
    longestWait: LONGEST_WAIT_MS,
    moveLimit: MOVE_LIMIT_MS,
    coolDown: ruleMs(rules, 'coolDown'),
    followUps: ruleMs(rules, 'followUpFirst') + ruleMs(rules, 'followUpSpan'),
  });
}
