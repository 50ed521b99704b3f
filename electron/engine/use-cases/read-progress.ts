import { z } from 'zod';
import { type MomentTeller, momentTeller } from '#engine/screens/moments.ts';
import type { CampaignStatus } from '#engine/store/operations/campaigns-status.ts';
import type { Outlook } from '#engine/store/operations/outcomes.ts';
import type { Estimate, ProgressRead } from '#shared/contract/progress.ts';
import type { Account } from '#shared/domain/account.ts';
import type { Campaign } from '#shared/domain/campaign.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { pauseRuleOf } from '#shared/domain/pause-rule.ts';
import { estimateFinish, recentRate } from '#shared/rules/finish-estimate.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { findAccount } from './find-account.ts';
import { findCampaign } from './find-campaign.ts';
import { noteSent } from './sent-samples.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

/** How far a campaign is, with an estimate of when the rest will be through. */
export const readProgress = documentUseCase({
  input: z.strictObject({ campaign: z.string() }),
  run: async (input, context): Promise<ProgressRead> => {
    const { parts } = context;
    const campaign = await findCampaign(parts, input.campaign);
    const account = await findAccount(parts, toPublicId('account', campaign.accountId));
    const status = await parts.store.read('campaign.status', { id: campaign.id });
    const { state, pauseReason, reasons, ...counts } = status;
    const moment = await momentTeller(context);
    return {
      id: toPublicId('campaign', campaign.id),
      name: campaign.name,
      state,
      pausedBy: pauseReason === null ? null : (pauseRuleOf(pauseReason) ?? 'other'),
      areRowsRemoved: await parts.store.read('outcome.areRowsRemoved', { campaignId: campaign.id }),
      launched: campaign.launchedAt === null ? null : moment(campaign.launchedAt, null),
      account: accountOf(account, moment),
      counts,
      reasons: [...reasons],
      estimate: await estimateOf({ campaign, account, status, moment }, context),
    };
  },
});

function accountOf(account: Account, moment: MomentTeller): ProgressRead['account'] {
  const { name, platform, isPractice, state, stopReason, stopDetail, stoppedUntil } = account;
  return {
    id: toPublicId('account', account.id),
    name,
    platform,
    isPractice,
    state,
    stopReason,
    stopDetail,
    stoppedUntil: stoppedUntil === null ? null : moment(stoppedUntil, null),
  };
}

interface Standing {
  readonly campaign: Campaign;
  readonly account: Account;
  readonly status: CampaignStatus;
  readonly moment: MomentTeller;
}

async function estimateOf(
  { campaign, account, status, moment }: Standing,
  { parts: { store, ports } }: UseCaseContext,
): Promise<Estimate> {
  const now = ports.clock.now();
  const perSecond = recentRate(noteSent(store, campaign.id, { at: now, sent: status.sent }), now);
  const outlook: Outlook =
    status.pending === 0
      ? { dueNow: 0, nextAt: null, lastAt: null }
      : await store.read('outcome.outlook', { accountId: account.id, campaignId: campaign.id, at: now });
  const estimate = estimateFinish({
    now,
    state: status.state,
    account: account.state === 'active' ? 'active' : { stoppedUntil: account.stoppedUntil },
    left: status.pending,
    ...outlook,
    pacePerSecond: account.pacePerSecond,
    perSecond,
  });
  const tell = (at: EpochMs | undefined): Estimate['finish'] => (at === undefined ? null : moment(at, null));
  return {
    kind: estimate.kind,
    until: tell('until' in estimate ? estimate.until : undefined),
    finish: tell('finishAt' in estimate ? estimate.finishAt : undefined),
    perSecond: status.pending === 0 ? null : perSecond,
  };
}
