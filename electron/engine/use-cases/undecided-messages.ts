import { z } from 'zod';
import { momentTeller } from '#engine/screens/moments.ts';
import type { Undecided } from '#shared/contract/progress.ts';
import type { DeliveryState } from '#shared/domain/delivery-state.ts';
import { type DeliveryId, parsePublicId, toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { ruleMs } from '#shared/rules/rule-pack.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import { findAccount } from './find-account.ts';
import { findCampaign } from './find-campaign.ts';
import { documentUseCase } from './use-case.ts';

/** Most messages shown at once: each asks a person to think (Sundial's choice). */
const SHOWN = 50;

/** Messages of a campaign of which nobody can tell whether they arrived, with the evidence. */
export const listUndecided = documentUseCase({
  input: z.strictObject({ campaign: z.string() }),
  run: async (input, context): Promise<Undecided[]> => {
    const { parts } = context;
    const { id, accountId } = await findCampaign(parts, input.campaign);
    const lines = await parts.store.read('outcome.undecided', { accountId, campaignId: id, limit: SHOWN });
    const moment = await momentTeller(context);
    return lines.map((line) => ({
      id: toPublicId('delivery', line.id),
      person: toPublicId('person', line.recipientId),
      name: line.name,
      sent: moment(line.startedAt, line.zone),
      reason: line.reason,
      outcome: line.outcome,
      text: line.text,
      asked: line.nextReadAt === null ? null : moment(line.nextReadAt, null),
      reads: line.reads.map(({ at, verdict, nextEligibleAt }) => ({
        at: moment(at, null),
        verdict,
        nextEligible: nextEligibleAt === null ? null : moment(nextEligibleAt, line.zone),
      })),
    }));
  },
});

/** A person's word on one of them (DESIGN 3, 6.4); neither word sends anything. The same word twice is one. */
export const decideUndecided = documentUseCase({
  input: z.strictObject({ campaign: z.string(), delivery: z.string(), verdict: z.enum(['sent', 'drop']) }),
  audit: (input) => ({ subject: input.campaign, detail: input.verdict }),
  run: async (input, { parts, services }): Promise<{ state: DeliveryState }> => {
    const { store, ports } = parts;
    const campaign = await findCampaign(parts, input.campaign);
    const id = parsePublicId('delivery', input.delivery) as DeliveryId; // a number that names a delivery, if there is one
    const wanted: DeliveryState = input.verdict === 'sent' ? 'sent' : 'failed';
    const state = await store.read('outcome.state', { campaignId: campaign.id, id });
    if (state === wanted) return { state };
    if (state === null) {
      throw refuse('messageOfOther', { campaign: input.campaign, message: input.delivery }, { where: 'delivery' });
    }
    const account = await findAccount(parts, toPublicId('account', campaign.accountId));
    const coolDownMs = ruleMs(rulePackOf(account, parts.rulePacks), 'coolDown');
    const args = { id, verdict: input.verdict, at: ports.clock.now(), coolDownMs };
    await store.write('settling.byPerson', args, { priority: 'urgent' });
    services.changed();
    return { state: wanted };
  },
});
