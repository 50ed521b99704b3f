import { z } from 'zod';
import { carryZone } from '#engine/dispatcher/carried-zone.ts';
import { DEFAULT_SETTINGS } from '#engine/dispatcher/dispatch-settings.ts';
import type { EngineParts } from '#engine/engine-parts.ts';
import type { SendAnswer } from '#engine/graph/graph-api.ts';
import { answerOfBrokenSend, unansweredSend } from '#engine/graph/no-answer.ts';
import { pageZoneOf } from '#engine/planner/page-zone.ts';
import type { AnsweredAttempt } from '#engine/store/operations/results.ts';
import type { BegunTest } from '#engine/store/operations/testing.ts';
import type { Account } from '#shared/domain/account.ts';
import type { Campaign } from '#shared/domain/campaign.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { parsePublicId, type TokenId, toPublicId } from '#shared/domain/ids.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { messageProblems } from '#shared/rules/message-content.ts';
import { refuseContent } from '#shared/rules/refuse-content.ts';
import { ruleMs } from '#shared/rules/rule-pack.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import { isLongText } from '#shared/rules/test-guard.ts';
import { decideTest, type TestOutcome } from '#shared/rules/test-outcome.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { findAccount } from './find-account.ts';
import { findCampaign } from './find-campaign.ts';
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
    const [problem] = messageProblems(JSON.parse(campaign.messageJson), {
      platform: account.platform,
      purpose: 'campaign',
    });
    if (problem !== undefined) throw refuseContent(problem);
    const tokenId = parsePublicId('permission', input.permission) as TokenId; // a number that names one, if there is one
    const test = await begin({ campaign, account, tokenId }, parts);
    const done = await record(test, await post(test, parts), context);
    services.changed();
    return done;
  },
});

/** A test that stands as `sending`. */
interface Test {
  readonly campaign: Campaign;
  readonly account: Account;
  readonly begun: BegunTest;
  /** When its POST has to be over. */
  readonly deadlineAt: EpochMs;
}

async function begin(
  { campaign, account, tokenId }: Pick<Test, 'campaign' | 'account'> & { readonly tokenId: TokenId },
  { ports, rulePacks, store, zones }: EngineParts,
): Promise<Test> {
  const at = ports.clock.now();
  const deadlineAt = addMs(at, DEFAULT_SETTINGS.postTimeoutMsOf(account));
  const rules = rulePackOf(account, rulePacks);
  const pageZone = pageZoneOf(account, zones);
  const begun = await store.write(
    'testing.begin',
    {
      campaignId: campaign.id,
      tokenId,
      at,
      deadlineAt,
      isLong: isLongText(campaign.messageJson, rules),
      rules,
      pageZone,
      zone: carryZone(zones, pageZone, at),
    },
    { priority: 'urgent' },
  );
  return { campaign, account, begun, deadlineAt };
}

/** Lets the POST leave, in what is left of its time; not at all when the wait for the row has eaten half of it, as for any other message. */
async function post(
  { account, campaign, begun, deadlineAt }: Test,
  { graph, ports }: EngineParts,
): Promise<SendAnswer> {
  const leftMs = deadlineAt - ports.clock.now();
  if (leftMs < DEFAULT_SETTINGS.postTimeoutMsOf(account) / 2) return unansweredSend('notSent', 'the POST never began');
  const { token, recipient } = begun.tester;
  try {
    return await graph.sendToToken(account, token, campaign.messageJson, leftMs, recipient);
  } catch (error) {
    ports.logger.error('test.callBroke', { error: String(error) });
    return answerOfBrokenSend();
  }
}

async function record(test: Test, answer: SendAnswer, context: UseCaseContext): Promise<TestAnswer> {
  const { parts } = context;
  const { campaign, account, begun } = test;
  const { deliveryId, tester } = begun;
  const answeredAt = parts.ports.clock.now();
  const { outcome, change } = decideTest(answer.outcome, answer.messageId, answeredAt);
  const { httpStatus, code, subcode, traceId } = answer;
  const recorded = {
    deliveryId,
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
  const isStored = await keep(recorded, context);
  return {
    outcome,
    reason: change.reason,
    text: recorded.text,
    isDayGivenBack: outcome === 'accepted' ? isStored && (await isBack(test, answeredAt, context)) : null,
  };
}

/**
 * Stores the answer; one that cannot be stored now, as on a full disk, is kept and tried again as every other answer is.
 *
 * @returns whether it is stored.
 */
async function keep(answer: AnsweredAttempt, { parts, services }: UseCaseContext): Promise<boolean> {
  try {
    await parts.store.write('result.record', { answers: [answer] }, { priority: 'urgent' });
    return true;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    services.keepAnswer(answer);
    return false;
  }
}

async function isBack({ account, begun }: Test, acceptedAt: EpochMs, { parts }: UseCaseContext): Promise<boolean> {
  const test = { acceptedAt, before: begun.ledgerBefore };
  return (await giveDayBack({ account, tester: begun.tester, test }, parts)).isDayGivenBack;
}
