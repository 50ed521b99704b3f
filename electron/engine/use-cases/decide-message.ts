import { z } from 'zod';
import { DomainError } from '#shared/domain/errors.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { ruleMs } from '#shared/rules/rule-pack.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import { findAccount } from './find-account.ts';
import { findCampaign } from './find-campaign.ts';
import { documentUseCase } from './use-case.ts';

/** A person's word on a message of which nobody can tell whether it arrived (DESIGN 3, 6.4). Neither word sends anything. */
export const decideMessage = documentUseCase({
  input: z.strictObject({
    campaign: z.string(),
    token: z.string().trim().min(1),
    verdict: z.enum(['sent', 'drop'], 'must be sent or drop'),
  }),
  audit: (input) => ({ subject: input.campaign, detail: input.verdict }),
  run: async (input, { parts, services }) => {
    const { store, ports } = parts;
    const campaign = await findCampaign(parts, input.campaign);
    const found = await store.read('campaign.delivery', { campaignId: campaign.id, token: input.token });
    if (found === null) {
      throw new DomainError('notFound', `Campaign ${input.campaign} holds no message to "${input.token}".`, 'token');
    }
    const account = await findAccount(parts, toPublicId('account', campaign.accountId));
    const coolDownMs = ruleMs(rulePackOf(account, parts.rulePacks), 'coolDown');
    const args = { id: found.delivery.id, verdict: input.verdict, at: ports.clock.now(), coolDownMs };
    await store.write('settling.byPerson', args, { priority: 'urgent' });
    services.changed();
    return { state: input.verdict === 'sent' ? 'sent' : 'failed' };
  },
});
