import { type Call, callForDocument } from '#cli/caller.ts';
import type { CommandAction } from '#cli/command.ts';
import { argument } from '#cli/invocation-options.ts';
import { printDocument } from '#cli/output.ts';
import { CAMPAIGN_WORDS } from '#cli/words.ts';
import type { CampaignState } from '#shared/domain/campaign-state.ts';
import { BugError } from '#shared/lang/bug-error.ts';

const USE_CASE: Readonly<Record<string, Call['name']>> = {
  'campaign pause': 'campaign.pause',
  'campaign resume': 'campaign.resume',
  'campaign cancel': 'campaign.cancel',
};

/** `campaign pause`, `campaign resume` and `campaign cancel` (DESIGN 10). */
export const campaignState: CommandAction = async (invocation) => {
  const name = USE_CASE[invocation.command];
  if (name === undefined) throw new BugError(`No use case for the command "${invocation.command}".`);
  const campaign = argument(invocation, 0);
  const document = await callForDocument<{ readonly state: CampaignState }>(invocation, {
    name,
    input: { campaign },
    store: 'inPlace',
  });
  await printDocument(invocation, document, ({ state }) => `Campaign ${campaign} is ${CAMPAIGN_WORDS[state]}.`);
};
