import type { CampaignId, DeliveryId, TokenId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, type Row, selectAll, selectOne, type WritableDb } from '../database.ts';
import { needCampaign } from './campaigns-rows.ts';
import { type PersonCase, readPerson } from './plans-facts.ts';
import { rowToTokenLine, TOKEN_LINE, type TokenLine } from './tokens-page.ts';

/** A test message that stands as `sending`, and the ledger of its token as it was before. */
export interface BegunTest {
  readonly deliveryId: DeliveryId;
  readonly ledgerBefore: LedgerBefore;
}

/** A token's ledger; all `null` when it has no row. */
export interface LedgerBefore {
  readonly lastAcceptedAt: number | null;
  readonly nextEligibleAt: number | null;
  readonly nextEligibleSource: string | null;
  readonly nextEligibleReadAt: number | null;
}

/** Why a test has to wait: a message on its way, one nobody can tell about, or follow-ups to the yes that are still to go. */
export type TestRival = 'sending' | 'uncertain' | 'followUps';

/**
 * Stores a test message as `sending` with its attempt, before anybody may open a socket (DESIGN 6.1). It may never leave later: its
 * latest instant is now, so nothing plans or claims it again.
 *
 * @throws {DomainError} `wrongState` while another message to the token is on its way or undecided, or follow-ups are to go.
 */
function beginTest(
  db: WritableDb,
  args: {
    readonly campaignId: CampaignId;
    readonly tokenId: TokenId;
    readonly at: EpochMs;
    readonly deadlineAt: EpochMs;
  },
): BegunTest {
  const { campaignId, tokenId, at } = args;
  const campaign = needCampaign(db, campaignId);
  if (testRival(db, { tokenId }) !== null) throw refuse('testWaits', {}, { where: 'person' });
  const known = selectOne(
    db,
    `SELECT ifnull(max(occurrence), 0) + 1 AS occurrence FROM delivery WHERE token_id = ? AND campaign_id = ? AND kind = 'test'`,
    [tokenId, campaignId],
  );
  const ledger = selectOne(db, 'SELECT * FROM token_ledger WHERE token_id = ?', [tokenId]);
  const { lastId } = execute(
    db,
    `INSERT INTO delivery (kind, account_id, campaign_id, occurrence, recipient_id, token_id, state, due_at_ms, last_at_ms, attempts)
     SELECT 'test', :account, :campaign, :occurrence, recipient_id, id, 'sending', :at, :at, 1 FROM notification_token WHERE id = :token`,
    {
      account: campaign.accountId,
      campaign: campaignId,
      occurrence: Number(known?.['occurrence']),
      at,
      token: tokenId,
    },
  );
  execute(
    db,
    `INSERT INTO attempt (delivery_id, number, started_at_ms, deadline_at_ms, baseline_next_eligible_at_ms) VALUES (?, 1, ?, ?, ?)`,
    [lastId, at, args.deadlineAt, ledger?.['next_eligible_at_ms'] ?? null],
  );
  return { deliveryId: lastId as DeliveryId, ledgerBefore: ledgerOf(ledger) }; // row id
}

/** What a test to a token has to wait for; `null` = nothing. Follow-ups go first: a text between them would be counted as one. */
export function testRival(db: ReadableDb, { tokenId }: { readonly tokenId: TokenId }): TestRival | null {
  const open = selectAll(
    db,
    `SELECT DISTINCT state FROM delivery WHERE token_id = ?
       AND (state = 'sending' OR state = 'uncertain' OR (state = 'scheduled' AND kind = 'followup'))`,
    [tokenId],
  ).map(({ state }) => state);
  if (open.includes('uncertain')) return 'uncertain';
  if (open.includes('sending')) return 'sending';
  return open.includes('scheduled') ? 'followUps' : null;
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

/** The latest accepted test to a token; `null` = there is none. */
function lastTest(db: ReadableDb, { tokenId }: { readonly tokenId: TokenId }): AcceptedTest | null {
  const row = selectOne(
    db,
    `SELECT finalized_at_ms AS at, (SELECT max(e.finalized_at_ms) FROM delivery e
       WHERE e.token_id = ?1 AND e.kind = 'marketing' AND e.state = 'sent') AS before
     FROM delivery WHERE token_id = ?1 AND kind = 'test' AND state = 'sent' ORDER BY id DESC LIMIT 1`,
    [tokenId],
  );
  if (row === null) return null;
  return {
    acceptedAt: Number(row['at']) as EpochMs, // an end stands wherever a message was sent
    before: { ...ledgerOf(null), lastAcceptedAt: row['before'] as number | null }, // INTEGER or NULL by schema
  };
}

/** One token of a campaign's account with its person's facts; `null` when the account has none of this row number. */
function readTester(
  db: ReadableDb,
  args: { readonly campaignId: CampaignId; readonly tokenId: TokenId; readonly at: EpochMs },
): { readonly token: TokenLine; readonly person: PersonCase } | null {
  const campaign = needCampaign(db, args.campaignId);
  const row = selectOne(db, `SELECT ${TOKEN_LINE} WHERE t.id = ? AND t.account_id = ?`, [
    args.tokenId,
    campaign.accountId,
  ]);
  if (row === null) return null;
  const token = rowToTokenLine(row, args.at);
  return { token, person: readPerson(db, { campaign, launchAt: args.at, recipientId: token.recipientId }) };
}

/** Changes made by test messages. */
export const testingWrites = { 'testing.begin': beginTest, 'testing.giveBack': giveBackDay };
/** Questions of test messages. */
export const testingReads = { 'testing.tester': readTester, 'testing.rival': testRival, 'testing.last': lastTest };
