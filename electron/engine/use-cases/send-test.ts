import { z } from 'zod';
import { DEFAULT_SETTINGS } from '#engine/dispatcher/dispatch-settings.ts';
import type { SendAnswer } from '#engine/graph/graph-api.ts';
import { answerOfBrokenSend } from '#engine/graph/no-answer.ts';
import type { BegunTest } from '#engine/store/operations/testing.ts';
import type { TokenLine } from '#engine/store/operations/tokens-page.ts';
import type { Account } from '#shared/domain/account.ts';
import type { Campaign } from '#shared/domain/campaign.ts';
import { parsePublicId, type TokenId, toPublicId } from '#shared/domain/ids.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { messageProblems } from '#shared/rules/message-content.ts';
import { refuseContent } from '#shared/rules/refuse-content.ts';
import { ruleMs } from '#shared/rules/rule-pack.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import { decideTest, type TestOutcome } from '#shared/rules/test-outcome.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { findAccount } from './find-account.ts';
import { findCampaign } from './find-campaign.ts';
import { needTester } from './find-tester.ts';
import { giveDayBack } from './give-day-back.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

/** What became of a test message. */
export interface TestAnswer {
  readonly outcome: TestOutcome;
  readonly reason: Reason | null;
  readonly text: string | null;
  readonly isDayGivenBack: boolean | null;
}

/**
 * Sends a campaign's message to one person now and asks the platform to give their day back (seeds/004, Test dei messaggi di
 * marketing). The row stands before the POST and is never sent again: an answer that settles nothing leaves it uncertain, and it is
 * settled as any other (DESIGN 6.4).
 */
export const sendTest = documentUseCase({
  input: z.strictObject({ campaign: z.string(), permission: z.string() }),
  audit: (input, output: TestAnswer) => ({ subject: input.campaign, detail: output.outcome }),
  run: async (input, context): Promise<TestAnswer> => {
    const { parts, services } = context;
    const campaign = await findCampaign(parts, input.campaign);
    const account = await findAccount(parts, toPublicId('account', campaign.accountId));
    await needReady(campaign, account, context);
    const at = parts.ports.clock.now();
    const tokenId = parsePublicId('permission', input.permission) as TokenId; // a number that names one, if there is one
    const tester = await needTester(parts, { campaign, account, tokenId, at });
    const deadlineAt = addMs(at, DEFAULT_SETTINGS.postTimeoutMsOf(account));
    const begun = await parts.store.write(
      'testing.begin',
      { campaignId: campaign.id, tokenId: tester.id, at, deadlineAt },
      { priority: 'urgent' },
    );
    const answer = await post(account, campaign, tester, context);
    const done = await record({ campaign, account, tester, begun }, answer, context);
    services.changed();
    return done;
  },
});

async function needReady(campaign: Campaign, account: Account, { parts }: UseCaseContext): Promise<void> {
  const [problem] = messageProblems(JSON.parse(campaign.messageJson), {
    platform: account.platform,
    purpose: 'campaign',
  });
  if (problem !== undefined) throw refuseContent(problem);
  if (account.state !== 'active') {
    throw refuse('testStopped', { account: account.name, stop: String(account.stopReason) }, { where: 'account' });
  }
  const { armed } = await parts.store.read('upkeep.databaseFacts', null);
  if (armed) return;
  throw refuse('testUncompared', {}, { where: 'data' });
}

async function post(
  account: Account,
  { messageJson }: Campaign,
  tester: TokenLine,
  { parts }: UseCaseContext,
): Promise<SendAnswer> {
  const timeoutMs = DEFAULT_SETTINGS.postTimeoutMsOf(account);
  try {
    return await parts.graph.sendToToken(account, tester.token, messageJson, timeoutMs, tester.recipient);
  } catch (error) {
    parts.ports.logger.error('test.callBroke', { error: String(error) });
    return answerOfBrokenSend();
  }
}

interface Sent {
  readonly campaign: Campaign;
  readonly account: Account;
  readonly tester: TokenLine;
  readonly begun: BegunTest;
}

async function record(sent: Sent, answer: SendAnswer, context: UseCaseContext): Promise<TestAnswer> {
  const { parts } = context;
  const { campaign, account, tester, begun } = sent;
  const answeredAt = parts.ports.clock.now();
  const { outcome, change } = decideTest(answer.outcome, answer.messageId, answeredAt);
  const { httpStatus, code, subcode, traceId } = answer;
  const recorded = {
    deliveryId: begun.deliveryId,
    attempt: 1,
    accountId: account.id,
    campaignId: campaign.id,
    kind: 'test',
    recipientId: tester.recipientId,
    tokenId: tester.id,
    effect: 'none',
    answeredAt,
    outcome: answer.outcome,
    httpStatus,
    code,
    subcode,
    traceId,
    text: outcome === 'accepted' ? null : answer.text,
    change,
    reading: null,
    coolDownMs: ruleMs(rulePackOf(account, parts.rulePacks), 'coolDown'),
  } as const;
  await parts.store.write('result.record', { answers: [recorded] }, { priority: 'urgent' });
  return {
    outcome,
    reason: change.reason,
    text: recorded.text,
    isDayGivenBack: outcome === 'accepted' ? await isBack(sent, answeredAt, context) : null,
  };
}

async function isBack(
  { account, tester, begun }: Sent,
  acceptedAt: EpochMs,
  context: UseCaseContext,
): Promise<boolean> {
  const test = { acceptedAt, before: begun.ledgerBefore };
  return (await giveDayBack({ account, tester, test }, context.parts)).isDayGivenBack;
}
