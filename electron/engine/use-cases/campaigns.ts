import { z } from 'zod';
import { launch } from '#engine/planner/planner.ts';
import type { CampaignStatus } from '#engine/store/operations/campaigns-status.ts';
import type { Campaign } from '#shared/domain/campaign.ts';
import type { CampaignState } from '#shared/domain/campaign-state.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { toIso } from '#shared/time/instant.ts';
import { audienceOf } from './audience.ts';
import { findAccount } from './find-account.ts';
import { campaignIdOf, findCampaign } from './find-campaign.ts';
import { refuseIncomplete } from './refuse-incomplete.ts';
import { refuseNobody } from './refuse-nobody.ts';
import { documentUseCase, rowsUseCase } from './use-case.ts';

const named = z.strictObject({ campaign: z.string() });

/** Plans now, freezes message and audience, and stores what is to go out. Refuses what was launched before, and what reaches nobody. */
export const launchCampaign = documentUseCase({
  input: named.extend({
    /** A person agreed that messages are lost to the pace (DESIGN 6.7). */
    acceptPaceLoss: z.boolean(),
  }),
  audit: (input, output: { readonly state: string }) => ({ subject: input.campaign, detail: output.state }),
  run: async (input, { parts, services, signal, onProgress }) => {
    const at = parts.ports.clock.now();
    const approval = { approvedBy: 'person', acceptPaceLoss: input.acceptPaceLoss };
    const progress = (done: number): void => onProgress({ what: 'people planned', done, total: null });
    const options = { signal, onProgress: progress };
    const campaign = await findCampaign(parts, input.campaign);
    needUnlaunched(campaign);
    await refuseIncomplete(parts, campaign);
    await refuseNobody(parts, campaign, at, options);
    const done = await launch(parts, campaign.id, at, approval, options);
    services.changed();
    const { state, scheduled, skipped, paceTooSlow, firstLeaveAt, lastLeaveAt } = done;
    return {
      state,
      audience: await audienceOf(parts, campaign),
      scheduled,
      skipped,
      paceTooSlow,
      firstLeaveAt: toIso(firstLeaveAt),
      lastLeaveAt: toIso(lastLeaveAt),
    };
  },
});

function needUnlaunched({ name, state }: Campaign): void {
  if (state === 'draft') return;
  throw refuse('launchedBefore', { name }, { where: 'campaign' });
}

/** Stops new messages of a campaign. */
export const pauseCampaign = documentUseCase({
  input: named,
  audit: (input) => ({ subject: input.campaign, detail: null }),
  run: async (input, { parts, services }) => {
    const done = await parts.store.write(
      'campaign.pause',
      { id: campaignIdOf(input.campaign) },
      { priority: 'urgent' },
    );
    services.changed();
    return done;
  },
});

/** Lets a paused campaign go on. */
export const resumeCampaign = documentUseCase({
  input: named,
  audit: (input) => ({ subject: input.campaign, detail: null }),
  run: async (input, { parts, services }) => {
    const done = await parts.store.write(
      'campaign.resume',
      { id: campaignIdOf(input.campaign) },
      { priority: 'urgent' },
    );
    services.changed();
    return done;
  },
});

/** Takes back everything that has not left. */
export const cancelCampaign = documentUseCase({
  input: named,
  audit: (input, output: { readonly state: CampaignState; readonly cancelled: number }) => ({
    subject: input.campaign,
    detail: output.cancelled,
  }),
  run: async (input, { parts, services }) => {
    const at = parts.ports.clock.now();
    const done = await parts.store.write(
      'campaign.cancel',
      { id: campaignIdOf(input.campaign), at },
      { priority: 'urgent' },
    );
    services.changed();
    return done;
  },
});

/** How far a campaign is. */
export const readCampaignStatus = documentUseCase({
  input: named,
  run: async (input, { parts }) => {
    const campaign = await findCampaign(parts, input.campaign);
    const { state, pauseReason, reasons, ...counts } = await parts.store.read('campaign.status', { id: campaign.id });
    return { state, ...counts, id: toPublicId('campaign', campaign.id), name: campaign.name, pauseReason, reasons };
  },
});

/** The status document (issue 2, Shapes). */
export type CampaignStatusDocument = CampaignStatus & { readonly id: string; readonly name: string };

/** All campaigns, newest first, with their figures. */
export const listCampaigns = rowsUseCase({
  input: z.strictObject({ account: z.string().nullable() }),
  rows: async function* (input, { parts }) {
    const accountId = input.account === null ? null : (await findAccount(parts, input.account)).id;
    for (const { campaign, counts } of await parts.store.read('campaign.list', { accountId })) {
      yield {
        id: toPublicId('campaign', campaign.id),
        account: toPublicId('account', campaign.accountId),
        name: campaign.name,
        state: campaign.state,
        topics: campaign.topics,
        createdAt: toIso(campaign.createdAt),
        launchedAt: toIso(campaign.launchedAt),
        ...counts,
      };
    }
  },
});
