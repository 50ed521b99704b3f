import { z } from 'zod';
import { rehearseCampaign } from '#engine/rehearsal/rehearse-campaign.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { findCampaign } from './find-campaign.ts';
import { documentUseCase } from './use-case.ts';

/** Plays a campaign through on a virtual clock; the data folder stays as it is. */
export const rehearse = documentUseCase({
  input: z.strictObject({
    campaign: z.string(),
    /** Hours in which the computer sleeps, and the computer's own zone. */
    asleep: z.strictObject({ hours: z.string(), zone: z.string() }).nullable(),
    rulePack: z.string().nullable(),
  }),
  run: async (input, { parts, services, signal, onProgress }) => {
    const campaign = await findCampaign(parts, input.campaign);
    const zone = parts.zones.identify(input.asleep?.zone ?? 'Etc/UTC');
    if (zone.kind !== 'known') {
      throw new DomainError(
        'invalidInput',
        `"${input.asleep?.zone ?? ''}" is no time zone; zones look like Europe/Rome.`,
        'asleep',
      );
    }
    return rehearseCampaign(parts, services.rehearsals, {
      campaignId: campaign.id,
      asleep: input.asleep === null ? null : { hours: input.asleep.hours, zone: zone.zone },
      rulePackName: input.rulePack,
      signal,
      onProgress: ({ done, total }) => onProgress({ what: 'messages played', done, total }),
    });
  },
});
