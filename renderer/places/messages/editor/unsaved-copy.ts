import { z } from 'zod';
import { type DraftContent, draftContentSchema } from '#shared/contract/message-draft.ts';
import type { MessageDraft } from '#shared/contract/messages.ts';

/** What somebody wrote that the engine has not taken yet. */
export interface UnsavedCopy {
  /** The version the writing began with. */
  readonly version: number;
  readonly content: DraftContent;
}

// What is being written may be unfinished, so the name may be empty here.
const copySchema = z.object({
  version: z.int().min(0),
  content: draftContentSchema.extend({ name: z.string(), answeredBy: z.string().nullable() }),
});

/** The creation instant is part of the place: another data folder may have a campaign of the same number. */
const placeOf = ({ campaign, createdAt }: Pick<MessageDraft, 'campaign' | 'createdAt'>): string =>
  `sundial.unsaved.${campaign}.${createdAt.at}`;

/** Keeps what is written in this browser until the engine has it, so that a crash of either loses nothing. */
export function keepCopy(draft: MessageDraft, copy: UnsavedCopy): void {
  try {
    localStorage.setItem(placeOf(draft), JSON.stringify(copy));
  } catch {
    // The browser's own store is full or switched off: the copy is a second belt, the save goes on without it.
  }
}

/** What was written and never saved; `null` = nothing. */
export function readCopy(draft: MessageDraft): UnsavedCopy | null {
  try {
    const text = localStorage.getItem(placeOf(draft));
    const copy = text === null ? null : copySchema.safeParse(JSON.parse(text));
    return copy?.success === true ? copy.data : null;
  } catch {
    return null; // not readable is as good as not there
  }
}

/** The engine has it now. */
export function dropCopy(draft: MessageDraft): void {
  try {
    localStorage.removeItem(placeOf(draft));
  } catch {
    // Switched off: then there is nothing to remove.
  }
}
