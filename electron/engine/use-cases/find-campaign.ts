import type { EngineParts } from '#engine/engine-parts.ts';
import type { Campaign } from '#shared/domain/campaign.ts';
import { type CampaignId, parsePublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';

/** The number of a campaign as a person writes it, e.g. `c7`. */
export function campaignIdOf(text: string): CampaignId {
  return parsePublicId('campaign', text) as CampaignId; // a number that names a campaign, if there is one
}

/**
 * The campaign a person means.
 *
 * @throws {DomainError} `notFound`.
 */
export async function findCampaign(parts: EngineParts, text: string): Promise<Campaign> {
  const campaign = await parts.store.read('campaign.read', { id: campaignIdOf(text) });
  if (campaign !== null) return campaign;
  throw refuse('campaignUnknown', { campaign: text }, { where: 'campaign' });
}
