import { z } from 'zod';
import { momentTeller } from '#engine/screens/moments.ts';
import type { MessageVersion } from '#shared/contract/messages.ts';
import { contentOf } from './draft-documents.ts';
import { campaignIdOf } from './find-campaign.ts';
import { documentUseCase } from './use-case.ts';

/** Earlier texts of a draft, newest first. */
export const listDraftVersions = documentUseCase({
  input: z.strictObject({ campaign: z.string() }),
  run: async (input, context): Promise<MessageVersion[]> => {
    const tell = await momentTeller(context);
    const kept = await context.parts.store.read('draft.versions', { id: campaignIdOf(input.campaign) });
    return kept.map(({ version, savedAt, text }) => ({
      version,
      savedAt: tell(savedAt, null),
      content: contentOf(text),
    }));
  },
});
