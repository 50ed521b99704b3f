import { z } from 'zod';
import { type MomentTeller, momentTeller } from '#engine/screens/moments.ts';
import type { CampaignLine } from '#engine/store/operations/campaigns-page.ts';
import { MESSAGE_GROUPS, type MessageGroup, type MessageLine, type Sender } from '#shared/contract/messages.ts';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import { CAMPAIGN_STATES, type CampaignState } from '#shared/domain/campaign-state.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { senderOf } from './draft-documents.ts';
import { findAccount } from './find-account.ts';
import { campaignIdOf } from './find-campaign.ts';
import { documentUseCase } from './use-case.ts';

const STATES: Readonly<Record<MessageGroup, readonly CampaignState[]>> = {
  all: CAMPAIGN_STATES,
  draft: ['draft'],
  open: ['scheduled', 'running', 'paused'],
  over: ['finished', 'cancelled'],
};

/** A page of the list of messages, newest first. */
export const pageMessages = documentUseCase({
  input: z.strictObject({
    account: z.string().nullable().default(null),
    group: z.enum(MESSAGE_GROUPS),
    search: z.string(),
    after: z.string().nullable(),
    limit: z.int().min(1).max(200),
  }),
  run: async ({ account, group, search, after, limit }, context) => {
    const tell = await momentTeller(context);
    const cursor = after === null ? null : campaignIdOf(after);
    const accountId = account === null ? null : (await findAccount(context.parts, account)).id;
    const args = { accountId, states: STATES[group], search, after: cursor, limit };
    const { rows, next } = await context.parts.store.read('campaign.page', args);
    return {
      rows: rows.map((line) => toLine(line, tell)),
      next: next === null ? null : toPublicId('campaign', next),
    };
  },
});

/** Accounts a message can be sent from, oldest first. */
export const listSenders = documentUseCase({
  input: z.strictObject({}),
  run: async (_input, { parts }): Promise<Sender[]> =>
    (await parts.store.read('account.list', null)).map((account) => senderOf(account)),
});

function toLine({ campaign, accountName, platform, counts }: CampaignLine, tell: MomentTeller): MessageLine {
  return {
    campaign: toPublicId('campaign', campaign.id),
    name: campaign.name,
    account: toPublicId('account', campaign.accountId),
    accountName,
    platform,
    state: campaign.state,
    isPausedByRule: campaign.pauseReason !== null,
    when: whenOf(campaign.schedule, tell),
    createdAt: tell(campaign.createdAt, null),
    launchedAt: campaign.launchedAt === null ? null : tell(campaign.launchedAt, null),
    counts,
  };
}

function whenOf({ time, zone }: CampaignSchedule, tell: MomentTeller): MessageLine['when'] {
  switch (time.kind) {
    case 'local':
      return { kind: 'local', local: `${time.date}T${time.time}:00`, zone: zone === 'recipient' ? null : zone };
    case 'instant':
      return { kind: 'instant', moment: tell(time.at, null) };
    case 'now':
      return { kind: 'now' };
    default:
      return assertNever(time, 'campaign time');
  }
}
