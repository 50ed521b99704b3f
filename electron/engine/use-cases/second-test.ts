import { z } from 'zod';
import { momentTeller } from '#engine/screens/moments.ts';
import type { TestMay } from '#shared/contract/plan.ts';
import { parsePublicId, type TokenId, toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { findAccount } from './find-account.ts';
import { findCampaign } from './find-campaign.ts';
import { judgeTester, type TestWish } from './find-tester.ts';
import { type DayBack, giveDayBack } from './give-day-back.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

const input = z.strictObject({ campaign: z.string(), permission: z.string() });

/** Whether a test may go to a person now: the same rule that is asked again before it leaves. */
export const mayTestPerson = documentUseCase({
  input,
  run: async (asked, context): Promise<TestMay> => {
    const wish = await wishOf(asked, context);
    const { tester, verdict } = await judgeTester(context.parts, wish);
    const rival = await context.parts.store.read('testing.rival', { tokenId: tester.id });
    if (rival !== null) return { kind: 'wait', for: rival };
    if (verdict.kind === 'ok') return verdict;
    const { reason, earliestAt } = verdict;
    const tell = await momentTeller(context);
    return { kind: 'not', reason, earliest: earliestAt === null ? null : tell(earliestAt, tester.zone) };
  },
});

/** Asks the platform once more to give a tester's day back, after a test that was accepted and for which it did not. */
export const allowSecondTest = documentUseCase({
  input,
  audit: ({ campaign }, { isDayGivenBack }: DayBack) => ({ subject: campaign, detail: { isDayGivenBack } }),
  run: async (asked, context): Promise<DayBack> => {
    const wish = await wishOf(asked, context);
    await context.parts.store.read('testing.checkSending', { accountId: wish.account.id });
    const { tester } = await judgeTester(context.parts, wish);
    const test = await context.parts.store.read('testing.last', { tokenId: tester.id });
    if (test === null) throw refuse('testNoneAccepted', {}, { where: 'person' });
    return giveDayBack({ account: wish.account, tester, test }, context.parts);
  },
});

async function wishOf(asked: z.infer<typeof input>, { parts }: UseCaseContext): Promise<TestWish> {
  const campaign = await findCampaign(parts, asked.campaign);
  const account = await findAccount(parts, toPublicId('account', campaign.accountId));
  const tokenId = parsePublicId('permission', asked.permission) as TokenId; // a number that names one, if there is one
  return { campaign, account, tokenId, at: parts.ports.clock.now() };
}
