import type { AccountId, DeliveryId, NotificationToken, RecipientId, ScopedId, TokenId } from '#shared/domain/ids.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { decideFollowUp } from '#shared/rules/follow-up.ts';
import { mayAsk } from '#shared/rules/opt-in-guard.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, type Row, selectAll, selectOne, type WritableDb } from '../database.ts';
import { readAskFacts, titlesIn } from './asks-facts.ts';
import { readAskGuards } from './asks-guards.ts';
import { readFollowUpFacts } from './follow-up-facts.ts';

/** A card or a follow-up that is `sending` now, with its attempt written. It belongs to no campaign and carries its own message. */
export interface ClaimedDirect {
  readonly kind: 'optin' | 'followup';
  readonly id: DeliveryId;
  readonly campaignId: null;
  readonly recipientId: RecipientId;
  /** `null` for a card: it goes to the person's id. */
  readonly tokenId: TokenId | null;
  readonly token: NotificationToken | null;
  readonly recipient: ScopedId;
  readonly attempt: number;
  readonly lastAt: EpochMs;
  readonly earlierUncertainDeadline: null;
  readonly messageJson: string;
}

/** What a claim of cards and follow-ups needs. */
export interface DirectClaimArgs {
  readonly accountId: AccountId;
  readonly at: EpochMs;
  readonly deadlineAt: EpochMs;
  readonly limit: number;
  readonly rules: RulePack;
}

/** What a claim of cards and follow-ups found. */
export interface DirectClaim {
  readonly claimed: readonly ClaimedDirect[];
  readonly decidedOtherwise: number;
}

/**
 * Follow-ups first, their clock runs for two minutes; then cards, those whose window closes soonest (issue 4, Who can be asked now). The
 * first are chosen by their rows alone: with 20,000 cards waiting, sorting their messages as well took most of a claim. `occurrence`
 * of a follow-up is its number.
 */
const DUE = `
SELECT d.id, d.kind, d.recipient_id, d.token_id, d.last_at_ms, d.attempts, r.scoped_id, t.token,
  ifnull(q.message_json, f.message_json) AS message_json, q.titles_json
FROM delivery d
JOIN recipient r ON r.id = d.recipient_id
LEFT JOIN notification_token t ON t.id = d.token_id
LEFT JOIN opt_in_request q ON q.delivery_id = d.id
LEFT JOIN follow_up f ON f.delivery_id = d.id
WHERE d.id IN (SELECT id FROM delivery WHERE state = 'scheduled' AND account_id = ? AND campaign_id IS NULL AND next_at_ms <= ?
  ORDER BY kind = 'optin', last_at_ms, occurrence, id LIMIT ?)
ORDER BY d.kind = 'optin', d.last_at_ms, d.occurrence, d.id`;

/** Claims due cards and follow-ups of an account, in the transaction of the claim; every rule is asked again (DESIGN 6.1). */
export function claimDirect(db: WritableDb, args: DirectClaimArgs): DirectClaim {
  const claimed: ClaimedDirect[] = [];
  let decidedOtherwise = 0;
  for (const row of selectAll(db, DUE, [args.accountId, args.at, args.limit])) {
    const verdict = row['kind'] === 'optin' ? decideCard(db, args, row) : decideFollowUpRow(db, args, row);
    switch (verdict.kind) {
      case 'send':
        claimed.push(claimRow(db, args, row, verdict.lastAt));
        break;
      case 'later':
        execute(db, 'UPDATE delivery SET next_at_ms = ? WHERE id = ?', [verdict.at, Number(row['id'])]);
        decidedOtherwise += 1;
        break;
      case 'skip':
        execute(
          db,
          `UPDATE delivery SET state = 'skipped', reason = ?, earliest_at_ms = ?, finalized_at_ms = ? WHERE id = ?`,
          [verdict.reason, verdict.earliestAt, args.at, Number(row['id'])],
        );
        decidedOtherwise += 1;
        break;
      default:
        assertNever(verdict, 'direct verdict');
    }
  }
  return { claimed, decidedOtherwise };
}

/** When the next card or follow-up of an account wants to be looked at; `null` = none is scheduled. */
export function nextDirectAt(db: ReadableDb, args: { readonly accountId: AccountId }): EpochMs | null {
  const row = selectOne(
    db,
    `SELECT min(next_at_ms) AS at FROM delivery WHERE account_id = ? AND campaign_id IS NULL AND state = 'scheduled'`,
    [args.accountId],
  );
  return (row?.['at'] ?? null) as EpochMs | null; // INTEGER milliseconds by schema
}

/** Cards and follow-ups whose time is over, also while the account does not send: they are missed, with the reason. */
export function missLateDirect(db: WritableDb, args: { readonly accountId: AccountId; readonly at: EpochMs }): number {
  const { changes } = execute(
    db,
    `UPDATE delivery SET state = 'missed', finalized_at_ms = ?1,
       reason = CASE kind WHEN 'optin' THEN 'messagingWindowClosed' ELSE 'followUpTooLate' END
     WHERE account_id = ?2 AND campaign_id IS NULL AND state = 'scheduled' AND last_at_ms < ?1`,
    [args.at, args.accountId],
  );
  return changes;
}

type Verdict =
  | { readonly kind: 'send'; readonly lastAt: EpochMs }
  | { readonly kind: 'later'; readonly at: EpochMs }
  | { readonly kind: 'skip'; readonly reason: Reason; readonly earliestAt: EpochMs | null };

function decideCard(db: ReadableDb, args: DirectClaimArgs, row: Row): Verdict {
  const facts = readAskFacts(db, {
    recipientId: Number(row['recipient_id']) as RecipientId, // row id
    at: args.at,
    except: Number(row['id']) as DeliveryId, // row id
  });
  if (facts === null) return { kind: 'skip', reason: 'noMessageYet', earliestAt: null };
  const asked = titlesIn(String(row['titles_json']));
  const answer = mayAsk(facts, asked, { rules: args.rules, guards: readAskGuards(db, null) }, args.at);
  return answer.kind === 'ok'
    ? { kind: 'send', lastAt: Number(row['last_at_ms']) as EpochMs } // NOT NULL while scheduled, by CHECK
    : { kind: 'skip', reason: answer.reason, earliestAt: answer.earliestAt };
}

function decideFollowUpRow(db: ReadableDb, args: DirectClaimArgs, row: Row): Verdict {
  const facts = readFollowUpFacts(db, Number(row['id']) as DeliveryId); // row id
  const verdict = decideFollowUp(facts, args.rules, args.at);
  return verdict.kind === 'not' ? { kind: 'skip', reason: verdict.reason, earliestAt: null } : verdict;
}

function claimRow(db: WritableDb, args: DirectClaimArgs, row: Row, lastAt: EpochMs): ClaimedDirect {
  const id = Number(row['id']) as DeliveryId; // row id
  const attempt = Number(row['attempts']) + 1;
  execute(
    db,
    `UPDATE delivery SET state = 'sending', reason = NULL, attempts = ? WHERE id = ? AND state = 'scheduled'`,
    [attempt, id],
  );
  execute(db, 'INSERT INTO attempt (delivery_id, number, started_at_ms, deadline_at_ms) VALUES (?, ?, ?, ?)', [
    id,
    attempt,
    args.at,
    args.deadlineAt,
  ]);
  // From the claim on it counts: until it is proven unsent, nobody is asked again because an answer was lost (DESIGN 6.4).
  execute(db, 'UPDATE opt_in_request SET asked_at_ms = ? WHERE delivery_id = ?', [args.deadlineAt, id]);
  return {
    kind: row['kind'] === 'optin' ? 'optin' : 'followup',
    id,
    campaignId: null,
    recipientId: Number(row['recipient_id']) as RecipientId, // row id
    tokenId: row['token_id'] as TokenId | null, // row id or NULL
    token: row['token'] as NotificationToken | null, // TEXT or NULL by the outer join
    recipient: String(row['scoped_id']) as ScopedId, // TEXT NOT NULL by schema
    attempt,
    lastAt,
    earlierUncertainDeadline: null,
    messageJson: String(row['message_json']),
  };
}

/** Questions about cards and follow-ups. */
export const directReads = { 'direct.nextAt': nextDirectAt };
/** Changes of cards and follow-ups. */
export const directWrites = { 'direct.missLate': missLateDirect };
