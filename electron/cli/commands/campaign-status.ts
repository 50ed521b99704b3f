import { callForDocument } from '#cli/caller.ts';
import type { CommandAction } from '#cli/command.ts';
import { argument } from '#cli/invocation-options.ts';
import { grouped, printDocument } from '#cli/output.ts';
import { layTable, printable } from '#cli/table.ts';
import { CAMPAIGN_WORDS, MESSAGE_WORDS } from '#cli/words.ts';
import type { CampaignStatusDocument } from '#engine/use-cases/campaigns.ts';
import { REASON_WORDS } from '#shared/rules/reason-words.ts';

/** `campaign status` (DESIGN 10). */
export const campaignStatus: CommandAction = async (invocation) => {
  const input = { campaign: argument(invocation, 0) };
  const status = await callForDocument<CampaignStatusDocument>(invocation, {
    name: 'campaign.status',
    input,
    store: 'inPlace',
  });
  await printDocument(invocation, status, statusText);
};

function statusText(status: CampaignStatusDocument): string {
  const figures = [
    ['accepted by Meta', status.sent],
    ['waiting or on their way', status.pending],
    ["we can't tell whether it arrived", status.uncertain],
    ['refused', status.failed],
    ['too late', status.missed],
    ['taken back', status.cancelled],
    ['not planned', status.skipped],
  ] as const;
  const rows = figures.filter(([, count]) => count > 0);
  const table = layTable(
    rows,
    [
      { head: '', text: ([, count]) => grouped(count), align: 'right' },
      { head: '', text: ([words]) => words },
    ],
    'rowsOnly',
  );
  const reasons = status.reasons.map(
    ({ state, reason, count }) =>
      `  ${grouped(count)} ${[...new Set([MESSAGE_WORDS[state], REASON_WORDS[reason]])].join(': ')}`,
  );
  const why = status.pauseReason === null ? '' : ` (${printable(status.pauseReason)})`;
  return [
    `${printable(status.name)} is ${CAMPAIGN_WORDS[status.state]}${why}.${status.planned === 0 ? ' It holds no messages.' : ` ${grouped(status.planned)} in all:`}`,
    ...(rows.length === 0 ? [] : [table]),
    ...(reasons.length === 0 ? [] : ['Why:', ...reasons]),
    ...(status.uncertain === 0 ? [] : [`What only you can decide: campaign decide ${status.id}`]),
  ].join('\n');
}
