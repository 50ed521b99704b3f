import type { DirectEffect } from '#engine/dispatcher/direct-outcome.ts';
import type { LedgerReading, RowChange } from '#engine/dispatcher/row-change.ts';
import type { AttemptOutcome, DeliveryKind } from '#shared/domain/attempt.ts';
import type { AccountId, CampaignId, DeliveryId, RecipientId, TokenId } from '#shared/domain/ids.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { HOUR } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, selectOne, type WritableDb } from '../database.ts';
import { noteAsked } from './asks-results.ts';
import { recordAccepted } from './results-accepted.ts';
import { finishCampaigns, pauseCampaignByRule } from './results-campaigns.ts';
import { closeToken } from './results-closing.ts';
import { changeClaimedRow } from './results-rows.ts';
import { noteAccepted, noteNextEligible } from './results-tokens.ts';

/** One answered attempt with what was decided about its delivery. */
export interface AnsweredAttempt {
  readonly deliveryId: DeliveryId;
  readonly attempt: number;
  readonly accountId: AccountId;
  readonly campaignId: CampaignId | null;
  readonly kind: DeliveryKind;
  readonly recipientId: RecipientId;
  /** `null` for a card that asks. */
  readonly tokenId: TokenId | null;
  /** What an answer to a card says beyond its row. */
  readonly effect: DirectEffect;
  readonly answeredAt: EpochMs;
  readonly outcome: AttemptOutcome;
  readonly httpStatus: number | null;
  readonly code: number | null;
  readonly subcode: number | null;
  readonly traceId: string | null;
  /** Redacted; `null` = none. */
  readonly text: string | null;
  readonly change: RowChange;
  /** What a read of the token said; `null` = none was made. */
  readonly reading: LedgerReading | null;
  /** Least time between two accepted sends, for the forecast. */
  readonly coolDownMs: number;
}

/** What a group of answers changed besides their rows. */
export interface RecordedGroup {
  /** Campaigns that have no open row any more. */
  readonly finished: readonly CampaignId[];
}

/**
 * Writes a group of answers in one transaction (DESIGN 6.3): the rows, their attempts, the ledger, stops, and the end of campaigns.
 *
 * @throws {BugError} when a row is not `sending` with that attempt any more; then nothing of the group is stored.
 */
export function recordAnswers(db: WritableDb, args: { readonly answers: readonly AnsweredAttempt[] }): RecordedGroup {
  const plain = args.answers.filter(isPlainAcceptance);
  const touched = new Set<CampaignId>();
  recordAccepted(db, plain);
  for (const answer of args.answers) {
    if (!isPlainAcceptance(answer)) recordOne(db, answer);
    if (answer.campaignId !== null) touched.add(answer.campaignId);
  }
  countAnswers(db, args.answers);
  for (const { accountId, answeredAt } of firstAcceptedOfAccounts(args.answers)) {
    execute(db, 'UPDATE account SET proven_at_ms = ? WHERE id = ? AND proven_at_ms IS NULL', [answeredAt, accountId]);
  }
  return { finished: finishCampaigns(db, touched) };
}

/** The usual case, written set by set instead of row by row: accepted by an answer, nothing else to note. */
function isPlainAcceptance(answer: AnsweredAttempt): boolean {
  return (
    answer.kind === 'marketing' &&
    answer.change.kind === 'sent' &&
    answer.outcome === 'accepted' &&
    answer.reading === null
  );
}

function recordOne(db: WritableDb, answer: AnsweredAttempt): void {
  const { tokenId } = answer;
  finishAttempt(db, answer);
  changeClaimedRow(db, { ...answer, from: 'sending', at: answer.answeredAt });
  if (answer.kind === 'optin') noteAsked(db, answer);
  if (tokenId === null) return;
  noteOnToken(db, { ...answer, tokenId });
  // Last: what the platform told in the same breath is newer than any forecast of ours.
  if (answer.reading !== null) noteNextEligible(db, { tokenId, ...answer.reading });
}

function noteOnToken(
  db: WritableDb,
  { kind, change, tokenId, answeredAt, coolDownMs }: AnsweredAttempt & { readonly tokenId: TokenId },
): void {
  switch (change.kind) {
    case 'sent':
      // Follow-ups are exempt from the cool-down (seeds/004, Iscrizione ai messaggi di follow-up).
      if (kind !== 'followup') noteAccepted(db, { tokenId, acceptedAt: change.acceptedAt, coolDownMs });
      return;
    case 'failed':
      if (change.token !== 'keeps') closeToken(db, { tokenId, because: change.token, at: answeredAt });
      return;
    case 'scheduled':
    case 'missed':
    case 'uncertain':
      return;
    default:
      assertNever(change, 'row change');
  }
}

function finishAttempt(db: WritableDb, answer: AnsweredAttempt): void {
  const { changes } = execute(
    db,
    `UPDATE attempt SET finished_at_ms = ?, outcome = ?, http_status = ?, code = ?, subcode = ?, trace_id = ?, text = ?
     WHERE delivery_id = ? AND number = ? AND finished_at_ms IS NULL`,
    [
      answer.answeredAt,
      answer.outcome,
      answer.httpStatus,
      answer.code,
      answer.subcode,
      answer.traceId,
      answer.text,
      answer.deliveryId,
      answer.attempt,
    ],
  );
  if (changes !== 1) throw new BugError(`Attempt ${answer.attempt} of delivery ${answer.deliveryId} is not open.`);
}

/** One row per account and hour, so that the guard against too many stops never walks over history. */
function countAnswers(db: WritableDb, answers: readonly AnsweredAttempt[]): void {
  const hours = new Map<string, { accountId: AccountId; hourAt: number; accepted: number; turnedAway: number }>();
  for (const { kind, accountId, answeredAt, outcome } of answers) {
    // Who may not be asked has not turned anybody away.
    if (kind === 'optin') continue;
    const turnedAway = outcome === 'stopped' || outcome === 'unavailable';
    if (!turnedAway && outcome !== 'accepted') continue;
    const hourAt = answeredAt - (answeredAt % HOUR);
    const key = `${accountId} ${hourAt}`;
    const hour = hours.get(key) ?? { accountId, hourAt, accepted: 0, turnedAway: 0 };
    hours.set(key, hour);
    if (turnedAway) hour.turnedAway += 1;
    else hour.accepted += 1;
  }
  for (const hour of hours.values()) {
    execute(
      db,
      `INSERT INTO answer_hour (account_id, hour_at_ms, accepted, turned_away) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET accepted = accepted + excluded.accepted, turned_away = turned_away + excluded.turned_away`,
      [hour.accountId, hour.hourAt, hour.accepted, hour.turnedAway],
    );
  }
}

function firstAcceptedOfAccounts(answers: readonly AnsweredAttempt[]): readonly AnsweredAttempt[] {
  const first = new Map<AccountId, AnsweredAttempt>();
  for (const answer of answers) {
    if (answer.outcome === 'accepted' && !first.has(answer.accountId)) first.set(answer.accountId, answer);
  }
  return [...first.values()];
}

/** How the sends of an account ended since an instant (whole hours), for the guard against too many stops. */
export function answersSince(
  db: WritableDb,
  args: { readonly accountId: AccountId; readonly since: EpochMs },
): { readonly accepted: number; readonly turnedAway: number } {
  const row = selectOne(
    db,
    `SELECT ifnull(sum(accepted), 0) AS accepted, ifnull(sum(turned_away), 0) AS turned_away FROM answer_hour
     WHERE account_id = ? AND hour_at_ms >= ?`,
    [args.accountId, args.since],
  );
  return { accepted: Number(row?.['accepted']), turnedAway: Number(row?.['turned_away']) };
}

/** Starts the count anew: the stops so far have led to a pause, and are not held against the account twice. */
export function forgetAnswers(db: WritableDb, args: { readonly accountId: AccountId }): void {
  execute(db, 'DELETE FROM answer_hour WHERE account_id = ?', [args.accountId]);
}

/** Changes made by answers. */
export const resultWrites = {
  'result.record': recordAnswers,
  'result.pauseCampaign': pauseCampaignByRule,
  'result.forgetAnswers': forgetAnswers,
};
/** Questions about answers. */
export const resultReads = { 'result.answersSince': answersSince };
