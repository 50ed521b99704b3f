import { z } from 'zod';
import { engine } from '#renderer/client/engine-client.ts';
import type { Saver } from '#renderer/parts/saving/saver.ts';
import type { SavingWays, Writing } from '#renderer/parts/saving/saving-ways.ts';
import { unsavedCopies } from '#renderer/parts/saving/unsaved-copies.ts';
import { type DraftContent, draftContentSchema } from '#shared/contract/message-draft.ts';
import type { MessageDraft } from '#shared/contract/messages.ts';

/** A message as it is written. */
export type DraftWriting = Writing<MessageDraft, DraftContent>;
/** What saves it. */
export type DraftSaver = Saver<MessageDraft, DraftContent>;

// What is being written may be unfinished, so the name may be empty here.
const writtenSchema = draftContentSchema.extend({ name: z.string(), answeredBy: z.string().nullable() });

/** How a message is saved; where two texts met, the one that is replaced is kept as an earlier text. */
export const DRAFT_WAYS: SavingWays<MessageDraft, DraftContent> = {
  contentOf: ({ content }) => content,
  versionOf: ({ version }) => version,
  // The creation instant is part of the place: another data folder may have a campaign of the same number.
  copies: unsavedCopies(({ campaign, createdAt }) => `sundial.unsaved.${campaign}.${createdAt.at}`, writtenSchema),
  save: async ({ over, content, isChosen }) => {
    const { campaign, version } = over;
    const sendable = sendableOf(content, over);
    const outcome = await engine.messages.save({ campaign, version, content: sendable, keepReplaced: isChosen });
    if (outcome.kind === 'refused') return { kind: 'stale', theirs: outcome.draft };
    return { kind: 'saved', saved: outcome.draft };
  },
};

/** What the engine takes: while a name is empty the last one counts, and the field says so. */
function sendableOf(content: DraftContent, over: MessageDraft): DraftContent {
  const name = content.name.trim();
  const answeredBy = content.answeredBy?.trim() ?? '';
  return {
    ...content,
    name: name === '' ? over.content.name : name,
    answeredBy: answeredBy === '' ? null : answeredBy,
  };
}
