import type { AccountId, DeliveryId, TokenId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, type Row, selectOne, type WritableDb } from '../database.ts';
import { needCampaign } from './campaigns-rows.ts';
import { needSending, needTester, readTester, type TesterQuestion, testRival } from './testing-gates.ts';
import type { TokenLine } from './tokens-page.ts';

/** A test message that stands as `sending`, and the ledger of its token as it was before. */
export interface BegunTest {
  readonly deliveryId: DeliveryId;
  readonly tester: TokenLine;
  readonly ledgerBefore: LedgerBefore;
}

/** A token's ledger; all `null` when it has no row. */
export interface LedgerBefore {
  readonly lastAcceptedAt: number | null;
  readonly nextEligibleAt: number | null;
  readonly nextEligibleSource: string | null;
  readonly nextEligibleReadAt: number | null;
}

/**
 * Stores a test message as `sending` with its attempt, before anybody may open a socket (DESIGN 6.1). It may never leave later: its
 * latest instant is now, so nothing plans or claims it again. Every rule is asked here, in one transaction with the row, so that
 * nothing can happen between the two.
 *
 * @throws {DomainError} see {@link needSending} and {@link needTester}.
 */
function beginTest(db: WritableDb, args: TesterQuestion & { readonly deadlineAt: EpochMs }): BegunTest {
  const { campaignId, tokenId, at } = args;
  const campaign = needCampaign(db, campaignId);
  needSending(db, campaign);
  const tester = needTester(db, args);
  const known = selectOne(
    db,
    `SELECT ifnull(max(occurrence), 0) + 1 AS occurrence FROM delivery WHERE token_id = ? AND campaign_id = ? AND kind = 'test'`,
    [tokenId, campaignId],
  );
  const ledger = selectOne(db, 'SELECT * FROM token_ledger WHERE token_id = ?', [tokenId]);
  const { lastId } = execute(
    db,
    `INSERT INTO delivery (kind, account_id, campaign_id, occurrence, recipient_id, token_id, state, due_at_ms, last_at_ms, attempts)
     VALUES ('test', :account, :campaign, :occurrence, :recipient, :token, 'sending', :at, :at, 1)`,
    {
      account: campaign.accountId,
      campaign: campaignId,
      occurrence: Number(known?.['occurrence']),
      at,
      recipient: tester.recipientId,
      token: tokenId,
    },
  );
  execute(
    db,
    `INSERT INTO attempt (delivery_id, number, started_at_ms, deadline_at_ms, baseline_next_eligible_at_ms) VALUES (?, 1, ?, ?, ?)`,
    [lastId, at, args.deadlineAt, ledger?.['next_eligible_at_ms'] ?? null],
  );
  return { deliveryId: lastId as DeliveryId, tester, ledgerBefore: ledgerOf(ledger) }; // row id
}

function ledgerOf(row: Row | null): LedgerBefore {
  return {
    lastAcceptedAt: (row?.['last_accepted_at_ms'] ?? null) as number | null, // INTEGER or NULL by schema
    nextEligibleAt: (row?.['next_eligible_at_ms'] ?? null) as number | null, // INTEGER or NULL by schema
    nextEligibleSource: (row?.['next_eligible_source'] ?? null) as string | null, // TEXT or NULL by schema
    nextEligibleReadAt: (row?.['next_eligible_read_at_ms'] ?? null) as number | null, // INTEGER or NULL by schema
  };
}

/**
 * The platform gave the tester's day back (seeds/004, Test dei messaggi di marketing): the ledger stands again as before the test,
 * unless another acceptance came since.
 */
function giveBackDay(
  db: WritableDb,
  args: { readonly tokenId: TokenId; readonly acceptedAt: EpochMs; readonly before: LedgerBefore },
): { readonly isGivenBack: boolean } {
  const { before } = args;
  const { changes } = execute(
    db,
    `UPDATE token_ledger SET last_accepted_at_ms = ?, next_eligible_at_ms = ?, next_eligible_source = ?, next_eligible_read_at_ms = ?
     WHERE token_id = ? AND last_accepted_at_ms = ?`,
    [
      before.lastAcceptedAt,
      before.nextEligibleAt,
      before.nextEligibleSource,
      before.nextEligibleReadAt,
      args.tokenId,
      args.acceptedAt,
    ],
  );
  return { isGivenBack: changes > 0 };
}

/** The latest test to a token that the platform accepted. */
export interface AcceptedTest {
  readonly acceptedAt: EpochMs;
  /** The token's ledger as it was before, as far as its earlier messages are still here. */
  readonly before: LedgerBefore;
}

/**
 * The latest accepted test to a token; `null` = there is none. One that was settled later counts in the ledger from an instant within its
 * attempt, not from the end of its row.
 */
function lastTest(db: ReadableDb, { tokenId }: { readonly tokenId: TokenId }): AcceptedTest | null {
  const row = selectOne(
    db,
    `SELECT iif(l.last_accepted_at_ms BETWEEN a.started_at_ms AND a.deadline_at_ms, l.last_accepted_at_ms, d.finalized_at_ms) AS at,
       (SELECT max(e.finalized_at_ms) FROM delivery e
         WHERE e.token_id = ?1 AND e.kind = 'marketing' AND e.state = 'sent') AS before
     FROM delivery d JOIN attempt a ON a.delivery_id = d.id AND a.number = d.attempts
     LEFT JOIN token_ledger l ON l.token_id = d.token_id
     WHERE d.token_id = ?1 AND d.kind = 'test' AND d.state = 'sent' ORDER BY d.id DESC LIMIT 1`,
    [tokenId],
  );
  if (row === null) return null;
  return {
    acceptedAt: Number(row['at']) as EpochMs, // an end stands wherever a message was sent
    before: { ...ledgerOf(null), lastAcceptedAt: row['before'] as number | null }, // INTEGER or NULL by schema
  };
}

/** Passes where an account may send a test now, or ask for another one; see {@link needSending} for what it throws. */
function checkSending(db: ReadableDb, args: { readonly accountId: AccountId }): void {
  needSending(db, args);
}

/** Changes made by test messages. */
export const testingWrites = { 'testing.begin': beginTest, 'testing.giveBack': giveBackDay };
/** Questions of test messages. */
export const testingReads = {
  'testing.checkSending': checkSending,
  'testing.tester': readTester,
  'testing.rival': testRival,
  'testing.last': lastTest,
};
