import { z } from 'zod';
import type { EngineParts } from '#engine/engine-parts.ts';
import { pageZoneOf } from '#engine/planner/page-zone.ts';
import type { TokenLine } from '#engine/store/operations/tokens-page.ts';
import type { Account } from '#shared/domain/account.ts';
import type { Campaign } from '#shared/domain/campaign.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { type TokenId, toPublicId } from '#shared/domain/ids.ts';
import { eligibility } from '#shared/rules/eligibility.ts';
import { REASON_WORDS } from '#shared/rules/reason-words.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
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

/**
 * The person a test goes to. Hours and other campaigns do not count for a test; the permission and the wait between messages do.
 *
 * @throws {DomainError} `notFound`; `wrongState` when the platform would refuse the message now.
 */
export async function needTester(
  parts: EngineParts,
  ask: { readonly campaign: Campaign; readonly account: Account; readonly tokenId: TokenId; readonly at: EpochMs },
): Promise<TokenLine> {
  const { campaign, account, tokenId, at } = ask;
  const found = await parts.store.read('testing.tester', { campaignId: campaign.id, tokenId, at });
  const facts = found?.person.find((one) => one.tokenId === tokenId)?.facts;
  if (found === null || facts === undefined) {
    throw new DomainError('notFound', `"${account.name}" has no such person.`, 'person');
  }
  const calendar = { table: parts.zones, pageZone: pageZoneOf(account, parts.zones) };
  const alone = { ...facts, personLastAcceptedAt: null, heldAt: [], personHeldAt: [] };
  const verdict = eligibility(alone, rulePackOf(account, parts.rulePacks), { personGapMs: null }, calendar, at);
  if (verdict.kind === 'ok') return found.token;
  throw new DomainError(
    'wrongState',
    `A test cannot go to ${found.token.name ?? 'this person'} now: ${REASON_WORDS[verdict.reason]}.`,
    'person',
  );
}
