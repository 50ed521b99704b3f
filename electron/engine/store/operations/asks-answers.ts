import type { AccountId, DeliveryId, RecipientId, TokenId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { type RulePack, ruleMs } from '#shared/rules/rule-pack.ts';
import { MINUTE } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, selectAll, selectOne, type WritableDb } from '../database.ts';
import { titlesIn } from './asks-facts.ts';

/** A person said yes. */
export interface OptInAnswer {
  readonly accountId: AccountId;
  readonly recipientId: RecipientId;
  readonly tokenId: TokenId;
  /** Title of what was said yes to; `null` = not told. */
  readonly title: string | null;
  readonly optedInAt: EpochMs;
  /** Now; follow-ups only go while their two minutes run. */
  readonly at: EpochMs;
  readonly rules: RulePack;
}

/** What a yes brought about. */
export interface NotedAnswer {
  /** The card it answers; `null` = none of ours that is known. */
  readonly request: DeliveryId | null;
  readonly followUps: number;
}

/** How far the platform's clock may be behind ours while we send (DESIGN 5): a yes is no answer to a card that left later than that. */
const SKEW_MS = 5 * MINUTE;

/** Not a card another tool asked with, nor one that left after the yes: an old yes that is heard of late proves nothing of a new card. */
const ANSWERED = `
SELECT q.delivery_id, q.titles_json, q.follow_ups_json FROM opt_in_request q JOIN delivery d ON d.id = q.delivery_id
WHERE q.recipient_id = ?1 AND q.asked_at_ms IS NOT NULL AND q.answered_at_ms IS NULL AND d.reason IS NOT 'askedElsewhere'
  AND ifnull((SELECT min(a.started_at_ms) FROM attempt a WHERE a.delivery_id = d.id), d.due_at_ms) <= ?3
  AND (?2 IS NULL OR EXISTS (SELECT 1 FROM json_each(q.titles_json) t WHERE t.value ->> 'title' = ?2))
ORDER BY q.asked_at_ms DESC LIMIT 1`;

/**
 * Links a yes with the card it answers, the newest open one with that title, which also settles a card whose answer was lost; and plans
 * the follow-ups that were prepared with it. Told twice, it does nothing the second time.
 */
export function noteOptInAnswer(db: WritableDb, answer: OptInAnswer): NotedAnswer {
  const row = selectOne(db, ANSWERED, [answer.recipientId, answer.title, addMs(answer.optedInAt, SKEW_MS)]);
  if (row === null || titlesIn(String(row['titles_json'])).length === 0) return { request: null, followUps: 0 };
  const request = Number(row['delivery_id']) as DeliveryId; // row id
  execute(db, 'UPDATE opt_in_request SET answered_token_id = ?, answered_at_ms = ? WHERE delivery_id = ?', [
    answer.tokenId,
    answer.optedInAt,
    request,
  ]);
  // An uncertain card is settled by this yes at the next look.
  execute(db, `UPDATE delivery SET next_at_ms = ? WHERE id = ? AND state = 'uncertain'`, [answer.at, request]);
  const texts = JSON.parse(String(row['follow_ups_json'])) as readonly string[]; // written by `ask.plan`, valid by CHECK
  return { request, followUps: planFollowUps(db, { ...answer, messages: texts }) };
}

/** How far the platform's clock may be from ours when a yes is compared with the card it answers (Sundial's choice, as for read-backs). */
const TOLERANCE_MS = 300_000;

/**
 * Links yeses that came in by a list with the cards they answer: a list says that somebody holds a permission, a webhook would have said
 * when they gave it. Only a permission given after its card was sent counts, and each answers one card.
 *
 * @returns how many cards are answered now.
 */
export function linkListedAnswers(
  db: WritableDb,
  args: { readonly accountId: AccountId; readonly at: EpochMs; readonly rules: RulePack },
): number {
  const rows = selectAll(
    db,
    `SELECT DISTINCT t.id, t.recipient_id, t.topic, ifnull(t.opted_in_at_ms, t.created_at_ms) AS opted_at
     FROM opt_in_request q JOIN notification_token t ON t.recipient_id = q.recipient_id
     WHERE q.account_id = ?1 AND q.asked_at_ms IS NOT NULL AND q.answered_at_ms IS NULL
       AND t.topic IS NOT NULL AND t.stopped_at_ms IS NULL AND t.invalid_at_ms IS NULL
       AND ifnull(t.opted_in_at_ms, t.created_at_ms) >= q.asked_at_ms - ?2
       AND EXISTS (SELECT 1 FROM json_each(q.titles_json) x WHERE x.value ->> 'title' = t.topic)
       AND NOT EXISTS (SELECT 1 FROM opt_in_request p WHERE p.answered_token_id = t.id
         AND p.answered_at_ms >= ifnull(t.opted_in_at_ms, t.created_at_ms))
     ORDER BY opted_at, t.id`,
    [args.accountId, TOLERANCE_MS],
  );
  return rows.filter((row) => {
    const answer = noteOptInAnswer(db, {
      ...args,
      recipientId: Number(row['recipient_id']) as RecipientId, // row id
      tokenId: Number(row['id']) as TokenId, // row id
      title: String(row['topic']),
      optedInAt: Number(row['opted_at']) as EpochMs, // INTEGER milliseconds by schema
    });
    return answer.request !== null;
  }).length;
}

/**
 * Plans up to three follow-ups after a yes, all due at once and in order. When the yes was heard of too late they stand as missed, so
 * that the person's history says why nothing came (issue 4, Follow-ups).
 */
export function planFollowUps(
  db: WritableDb,
  args: Omit<OptInAnswer, 'title'> & {
    /** Message objects as JSON texts. */
    readonly messages: readonly string[];
    /** How many stand already, after which these go, see {@link knownFollowUps}; not given = none. */
    readonly known?: number;
  },
): number {
  const { known: before = 0 } = args;
  const lastAt = addMs(args.optedInAt, ruleMs(args.rules, 'followUpFirst'));
  const latestOfAll = addMs(lastAt, ruleMs(args.rules, 'followUpSpan'));
  // Those after one of ours have until two minutes after the first, which the claim knows better.
  const ours = selectOne(db, 'SELECT 1 FROM follow_up WHERE token_id = ? AND opted_in_at_ms = ?', [
    args.tokenId,
    args.optedInAt,
  ]);
  const isLate = args.at > (ours === null ? lastAt : latestOfAll);
  let planned = 0;
  for (const [index, messageJson] of args.messages.slice(0, args.rules.rules.followUpCount.value - before).entries()) {
    const number = before + index + 1;
    const known = selectOne(db, 'SELECT 1 FROM follow_up WHERE token_id = ? AND opted_in_at_ms = ? AND number = ?', [
      args.tokenId,
      args.optedInAt,
      number,
    ]);
    if (known !== null) continue;
    const { lastId } = execute(
      db,
      `INSERT INTO delivery (kind, account_id, recipient_id, token_id, occurrence, state, reason, due_at_ms, last_at_ms, next_at_ms, finalized_at_ms)
       VALUES ('followup', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        args.accountId,
        args.recipientId,
        args.tokenId,
        number,
        isLate ? 'missed' : 'scheduled',
        isLate ? 'followUpTooLate' : null,
        args.at,
        number === 1 ? lastAt : latestOfAll,
        args.at,
        isLate ? args.at : null,
      ],
    );
    execute(
      db,
      'INSERT INTO follow_up (delivery_id, token_id, opted_in_at_ms, number, message_json) VALUES (?, ?, ?, ?, ?)',
      [lastId, args.tokenId, args.optedInAt, number, messageJson],
    );
    if (!isLate) planned += 1;
  }
  return planned;
}

/**
 * Plans follow-ups written on the spot, after those that stand for this yes already.
 *
 * @throws {DomainError} `wrongState` when there would be more than the platform takes.
 */
export function planMoreFollowUps(db: WritableDb, args: Parameters<typeof planFollowUps>[1]): number {
  const known = knownFollowUps(db, args);
  const most = args.rules.rules.followUpCount.value;
  if (known + args.messages.length <= most) return planFollowUps(db, { ...args, known });
  const stand = known === 0 ? 'none stands yet' : `${known} of them stand already`;
  throw refuse('followUpsTooMany', { most, known }, { where: 'texts', terminal: `; ${stand}.` });
}

/**
 * How many follow-ups to a yes stand already: ours, and tests that went in the time for them, which the platform takes for follow-ups
 * (a test that never arrived is counted no more, so the highest number of ours counts too).
 */
export function knownFollowUps(
  db: ReadableDb,
  of: { readonly tokenId: TokenId; readonly optedInAt: EpochMs; readonly rules: RulePack },
): number {
  const { tokenId, optedInAt, rules } = of;
  const overAt = addMs(optedInAt, ruleMs(rules, 'followUpFirst') + ruleMs(rules, 'followUpSpan'));
  const row = selectOne(
    db,
    `SELECT max(ifnull(max(f.number), 0), count(*) + (SELECT count(*) FROM delivery d JOIN attempt a ON a.delivery_id = d.id
       WHERE d.token_id = :token AND d.kind = 'test' AND d.state IN ('sending', 'uncertain', 'sent')
         AND a.started_at_ms BETWEEN :yes AND :over)) AS n
     FROM follow_up f WHERE f.token_id = :token AND f.opted_in_at_ms = :yes`,
    { token: tokenId, yes: optedInAt, over: overAt },
  );
  return Number(row?.['n']);
}

/** A yes that can be followed up. */
export interface Yes {
  readonly accountId: AccountId;
  readonly recipientId: RecipientId;
  readonly optedInAt: EpochMs;
}

/** The latest yes of a permission; `null` = there is no such permission, or nobody said when. */
export function readYes(db: ReadableDb, args: { readonly tokenId: TokenId }): Yes | null {
  const row = selectOne(
    db,
    'SELECT account_id, recipient_id, opted_in_at_ms FROM notification_token WHERE id = ? AND opted_in_at_ms IS NOT NULL',
    [args.tokenId],
  );
  if (row === null) return null;
  return {
    accountId: Number(row['account_id']) as AccountId, // row id
    recipientId: Number(row['recipient_id']) as RecipientId, // row id
    optedInAt: Number(row['opted_in_at_ms']) as EpochMs, // NOT NULL by the query
  };
}

/** Questions about answers to cards. */
export const askAnswerReads = { 'followUp.yes': readYes, 'followUp.known': knownFollowUps };
/** Changes by answers to cards. */
export const askAnswerWrites = {
  'ask.answered': noteOptInAnswer,
  'ask.linkAnswers': linkListedAnswers,
  'followUp.plan': planMoreFollowUps,
};
