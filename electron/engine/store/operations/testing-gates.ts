import type { Account } from '#shared/domain/account.ts';
import type { DomainError } from '#shared/domain/errors.ts';
import { type AccountId, type CampaignId, type TokenId, toPublicId } from '#shared/domain/ids.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { REASON_WORDS } from '#shared/rules/reason-words.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import { mayTest } from '#shared/rules/test-guard.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { IanaZone, ZoneData } from '#shared/time/zone-data.ts';
import { createZoneTable } from '#shared/time/zone-table.ts';
import { isArmed } from '../arming.ts';
import { type ReadableDb, selectAll, selectOne } from '../database.ts';
import { readAccount } from './accounts.ts';
import { needCampaign } from './campaigns-rows.ts';
import { type PersonCase, readPerson } from './plans-facts.ts';
import { rowToTokenLine, TOKEN_LINE, type TokenLine } from './tokens-page.ts';

/** Why a test has to wait: a message on its way, one nobody can tell about, or follow-ups to the yes that are still to go. */
export type TestRival = 'sending' | 'uncertain' | 'followUps';

/**
 * The account of a test, which has to send now.
 *
 * @throws {DomainError} `notFound`; `accountStopped` while it does not send; `wrongState` where the data was restored and not compared.
 */
export function needSending(db: ReadableDb, { accountId }: { readonly accountId: AccountId }): Account {
  const account = readAccount(db, { id: accountId });
  if (account === null) {
    throw refuse('accountUnknown', { account: toPublicId('account', accountId) }, { where: 'account' });
  }
  if (account.state !== 'active') {
    throw refuse('testStopped', { account: account.name, stop: String(account.stopReason) }, { where: 'account' });
  }
  if (!isArmed(db)) throw refuse('testUncompared', {}, { where: 'data' });
  return account;
}

/** Whom a test goes to, and by which rules. */
export interface TesterQuestion {
  readonly campaignId: CampaignId;
  readonly tokenId: TokenId;
  readonly at: EpochMs;
  /** Whether the message is a text longer than a later follow-up may be. */
  readonly isLong: boolean;
  readonly rules: RulePack;
  readonly pageZone: IanaZone;
  /** The Page's zone around `at`, see `carryZone`. */
  readonly zone: ZoneData;
}

/**
 * The person a test goes to, who may get one now.
 *
 * @throws {DomainError} `notFound`; `wrongState` while another message to the token is on its way or undecided, follow-ups are to go, or
 * the platform would refuse the message.
 */
export function needTester(db: ReadableDb, asked: TesterQuestion): TokenLine {
  const { campaignId, tokenId, at, isLong, rules, pageZone, zone } = asked;
  const found = readTester(db, asked);
  const facts = found?.person.find((one) => one.tokenId === tokenId)?.facts;
  if (found === null || facts === undefined) {
    const account = readAccount(db, { id: needCampaign(db, campaignId).accountId });
    throw refuse('testerUnknown', { account: account?.name ?? '' }, { where: 'person' });
  }
  const rival = testRival(db, { tokenId });
  if (rival !== null) throw refuse(rival === 'followUps' ? 'testAfterFollowUps' : 'testWaits', {}, { where: 'person' });
  const verdict = mayTest(facts, isLong, { rules, calendar: { table: createZoneTable(zone), pageZone } }, at);
  if (verdict.kind === 'not') throw notNow(found.token.name, verdict.reason);
  return found.token;
}

function notNow(name: string | null, reason: Reason): DomainError {
  const rest = { where: 'person', terminal: `: ${REASON_WORDS[reason]}.` };
  return name === null ? refuse('testNotNowNameless', { reason }, rest) : refuse('testNotNow', { name, reason }, rest);
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

/** One token of a campaign's account with its person's facts; `null` when the account has none of this row number. */
export function readTester(
  db: ReadableDb,
  args: { readonly campaignId: CampaignId; readonly tokenId: TokenId; readonly at: EpochMs },
): { readonly token: TokenLine; readonly person: PersonCase } | null {
  const { tokenId, at } = args;
  const campaign = needCampaign(db, args.campaignId);
  const row = selectOne(db, `SELECT ${TOKEN_LINE} WHERE t.id = ? AND t.account_id = ?`, [tokenId, campaign.accountId]);
  if (row === null) return null;
  const token = rowToTokenLine(row, at);
  return { token, person: readPerson(db, { campaign, launchAt: at, recipientId: token.recipientId }) };
}
