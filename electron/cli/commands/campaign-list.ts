import type { CommandAction } from '#cli/command.ts';
import { listRows } from '#cli/list-rows.ts';
import { grouped } from '#cli/output.ts';
import { CAMPAIGN_WORDS } from '#cli/words.ts';
import type { CampaignState } from '#shared/domain/campaign-state.ts';

interface CampaignRow {
  readonly id: string;
  readonly name: string;
  readonly state: CampaignState;
  readonly sent: number;
  readonly pending: number;
  readonly planned: number;
}

/** `campaign list` (DESIGN 10). */
export const campaignList: CommandAction = (invocation) =>
  listRows<CampaignRow>(
    invocation,
    { name: 'campaign.list', input: { account: null }, store: 'inPlace' },
    {
      none: 'There is no campaign yet. Add one with: campaign add FILE',
      columns: [
        { head: 'Campaign', text: ({ id }) => id },
        { head: 'Name', text: ({ name }) => name },
        { head: 'State', text: ({ state }) => CAMPAIGN_WORDS[state] },
        { head: 'Accepted', text: ({ sent }) => grouped(sent), align: 'right' },
        { head: 'Waiting', text: ({ pending }) => grouped(pending), align: 'right' },
        { head: 'In all', text: ({ planned }) => grouped(planned), align: 'right' },
      ],
    },
  );
