import { z } from 'zod';
import type { EngineParts } from '#engine/engine-parts.ts';
import { type MomentTeller, momentTeller } from '#engine/screens/moments.ts';
import type { AttemptPlace, AttemptRow, AttemptWish, DeedRow } from '#engine/store/operations/activity.ts';
import { type Deed, type Tried, type TriedFilter, triedFilterSchema } from '#shared/contract/activity.ts';
import { CAMPAIGN_STATES } from '#shared/domain/campaign-state.ts';
import type { DomainError } from '#shared/domain/errors.ts';
import { type AccountId, type CampaignId, type DeliveryId, parsePublicId, toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { documentUseCase } from './use-case.ts';

/** Messages offered to filter by: the newest (Sundial's choice). */
const CAMPAIGNS = 100;

const page = { after: z.string().nullable(), limit: z.int().min(1).max(200) };

/** Who did what, newest first. */
export const pageDeeds = documentUseCase({
  input: z.strictObject({ ...page, search: z.string().max(100) }),
  run: async ({ after, search, limit }, context) => {
    const tell = await momentTeller(context);
    const before = after === null ? null : wholeNumber(after);
    const found = await context.parts.store.read('activity.deeds', { before, search, limit });
    return {
      rows: found.rows.map((row) => toDeed(row, tell)),
      next: found.next === null ? null : String(found.next),
    };
  },
});

/** Every try to send, newest first. */
export const pageTries = documentUseCase({
  input: triedFilterSchema.extend(page),
  run: async ({ after, limit, ...filter }, context) => {
    const tell = await momentTeller(context);
    const before = after === null ? null : placeOf(after);
    const found = await context.parts.store.read('activity.attempts', { ...wishOf(filter), before, limit });
    return { rows: found.rows.map((row) => toTried(row, tell)), next: found.next === null ? null : textOf(found.next) };
  },
});

/** Accounts and newest messages to filter by. */
export const readChoices = documentUseCase({
  input: z.strictObject({}),
  run: async (_input, { parts }) => ({
    accounts: await accountsOf(parts),
    campaigns: (
      await parts.store.read('campaign.page', { states: CAMPAIGN_STATES, search: '', after: null, limit: CAMPAIGNS })
    ).rows.map(({ campaign: { id, name } }) => ({ campaign: toPublicId('campaign', id), name })),
  }),
});

async function accountsOf({ store }: EngineParts): Promise<{ account: string; name: string }[]> {
  const accounts = await store.read('account.list', null);
  return accounts.map(({ id, name }) => ({ account: toPublicId('account', id), name }));
}

/** The rows a filter means. @throws {DomainError} `invalidInput` for ids that are none. */
export function wishOf({ account, campaign, outcome, search }: TriedFilter): AttemptWish {
  return {
    accountId: account === null ? null : (parsePublicId('account', account) as AccountId), // as parsed
    campaignId: campaign === null ? null : (parsePublicId('campaign', campaign) as CampaignId), // as parsed
    outcome,
    search,
  };
}

function toDeed({ at, detailJson, ...rest }: DeedRow, tell: MomentTeller): Deed {
  return { ...rest, at: tell(at, null), detail: detailJson };
}

function toTried({ at, deliveryId, accountId, campaignId, ...rest }: AttemptRow, tell: MomentTeller): Tried {
  return {
    ...rest,
    id: `${toPublicId('delivery', deliveryId)}.${rest.number}`,
    at: tell(at, null),
    account: toPublicId('account', accountId),
    campaign: campaignId === null ? null : toPublicId('campaign', campaignId),
  };
}

function textOf({ at, deliveryId, number }: AttemptPlace): string {
  return `${at}.${deliveryId}.${number}`;
}

function placeOf(text: string): AttemptPlace {
  const [at, deliveryId, number, ...more] = text.split('.').map(wholeNumber);
  if (at === undefined || deliveryId === undefined || number === undefined || more.length > 0) throw noPlace(text);
  return { at: at as EpochMs, deliveryId: deliveryId as DeliveryId, number }; // as textOf wrote them
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw noPlace(text);
  return Number(text);
}

function noPlace(text: string): DomainError {
  return refuse('logPlaceUnknown', { text }, { where: 'after' });
}
