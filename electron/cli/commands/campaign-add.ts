import { basename } from 'node:path';
import { callForDocument } from '#cli/caller.ts';
import type { CommandAction } from '#cli/command.ts';
import { absolutePath, argument } from '#cli/invocation-options.ts';
import { printDocument } from '#cli/output.ts';
import { audienceLines } from '#cli/present/audience-text.ts';
import { readTextFile } from '#cli/read-text-file.ts';
import type { CampaignAdded } from '#engine/use-cases/add-campaign.ts';

/** Largest campaign file (see `add-campaign.ts`), in bytes of UTF-8. */
const MAX_BYTES = 1_048_576;

/** `campaign add` (DESIGN 10). */
export const campaignAdd: CommandAction = async (invocation) => {
  const path = absolutePath(invocation, argument(invocation, 0));
  const text = readTextFile(path, MAX_BYTES);
  const format = /\.ya?ml$/i.test(path) ? 'yaml' : 'json';
  const { id, audience } = await callForDocument<CampaignAdded>(invocation, {
    name: 'campaign.add',
    input: { text, format, fileName: basename(path) },
    store: 'inPlace',
  });
  await printDocument(invocation, { id }, () =>
    [
      `Added as campaign ${id}, a draft.`,
      ...audienceLines(audience, null),
      `Look at it with: campaign plan ${id}`,
    ].join('\n'),
  );
};
