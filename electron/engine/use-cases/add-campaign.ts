import { z } from 'zod';
import { readCampaignFile } from '#engine/planner/read-campaign-file.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { messageProblems } from '#shared/rules/message-content.ts';
import { refuseContent } from '#shared/rules/refuse-content.ts';
import { type Audience, audienceOf } from './audience.ts';
import { findAccount } from './find-account.ts';
import { documentUseCase } from './use-case.ts';

/** Largest campaign file, in characters: a message is a few thousand (Sundial's choice). */
export const MAX_CAMPAIGN_FILE = 1_048_576;

/** What adding a campaign answers. */
export interface CampaignAdded {
  readonly id: string;
  readonly audience: Audience;
}

/** Adds a campaign from the text of a campaign file; it starts as a draft. */
export const addCampaign = documentUseCase({
  input: z.strictObject({
    text: z.string().max(MAX_CAMPAIGN_FILE, 'a campaign file holds at most 1 MiB'),
    format: z.enum(['json', 'yaml']),
    /** For sentences only. */
    fileName: z.string(),
  }),
  audit: (_input, output: { readonly id: string }) => ({ subject: output.id, detail: null }),
  run: async (input, { parts }): Promise<CampaignAdded> => {
    const request = readCampaignFile(await parse(input), parts.zones);
    const account = await findAccount(parts, toPublicId('account', request.accountId));
    const message: unknown = JSON.parse(request.messageJson);
    const [problem] = messageProblems(message, { platform: account.platform, purpose: 'campaign' });
    if (problem !== undefined) throw refuseContent(problem);
    const id = await parts.store.write('campaign.insert', { ...request, createdAt: parts.ports.clock.now() });
    return { id: toPublicId('campaign', id), audience: await audienceOf(parts, request) };
  },
});

async function parse(input: {
  readonly text: string;
  readonly format: 'json' | 'yaml';
  readonly fileName: string;
}): Promise<unknown> {
  try {
    if (input.format === 'json') return JSON.parse(input.text);
    const { parse: parseYaml } = await import('yaml');
    return parseYaml(input.text, { maxAliasCount: 100, schema: 'core' });
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    const kind = input.format === 'json' ? 'JSON' : 'YAML';
    throw new DomainError('fileRefused', `"${input.fileName}" is no ${kind}: ${why}`, input.fileName, error);
  }
}
