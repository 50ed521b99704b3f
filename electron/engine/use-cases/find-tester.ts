import { z } from 'zod';
import type { EngineParts } from '#engine/engine-parts.ts';
import { pageZoneOf } from '#engine/planner/page-zone.ts';
import type { TokenLine } from '#engine/store/operations/tokens-page.ts';
import type { Account } from '#shared/domain/account.ts';
import type { Campaign } from '#shared/domain/campaign.ts';
import { type TokenId, toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { Eligibility } from '#shared/rules/eligibility.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import { isLongText, mayTest } from '#shared/rules/test-guard.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { findCampaign } from './find-campaign.ts';
import { documentUseCase } from './use-case.ts';

/** Most people offered at once. */
const OFFERED = 20;

/** People a test message can go to, by the beginning of their name. */
export const listTesters = documentUseCase({
  input: z.strictObject({ campaign: z.string(), search: z.string().max(200) }),
  run: async (input, { parts }) => {
    const { accountId } = await findCampaign(parts, input.campaign);
    const search = input.search.trim() === '' ? null : input.search.trim();
    const filter = { accountId, topic: null, status: 'active', zone: null, search } as const;
    const now = parts.ports.clock.now();
    const { rows } = await parts.store.read(
      'token.page',
      { filter, after: null, limit: OFFERED, now },
      { lane: 'bulk' },
    );
    return rows.map(({ id, name, topic, recipient }) => ({
      permission: toPublicId('permission', id),
      name,
      topic,
      metaId: recipient as string, // the brand comes off
    }));
  },
});

/** A test that is asked for. */
export interface TestWish {
  readonly campaign: Campaign;
  readonly account: Account;
  readonly tokenId: TokenId;
  readonly at: EpochMs;
}

/**
 * The person a test goes to, and whether it may go now by the one rule for tests.
 *
 * @throws {DomainError} `notFound`.
 */
export async function judgeTester(
  parts: EngineParts,
  { campaign, account, tokenId, at }: TestWish,
): Promise<{ readonly tester: TokenLine; readonly verdict: Eligibility }> {
  const found = await parts.store.read('testing.tester', { campaignId: campaign.id, tokenId, at });
  const facts = found?.person.find((one) => one.tokenId === tokenId)?.facts;
  if (found === null || facts === undefined) {
    throw refuse('testerUnknown', { account: account.name }, { where: 'person' });
  }
  const rules = rulePackOf(account, parts.rulePacks);
  const calendar = { table: parts.zones, pageZone: pageZoneOf(account, parts.zones) };
  const isLong = isLongText(campaign.messageJson, rules);
  return { tester: found.token, verdict: mayTest(facts, isLong, { rules, calendar }, at) };
}
