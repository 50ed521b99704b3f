import { z } from 'zod';
import { engine } from '#renderer/client/engine-client.ts';
import { refusalOf } from '#renderer/parts/refusal-of.ts';
import type { Saver } from '#renderer/parts/saving/saver.ts';
import type { SavingWays, Writing } from '#renderer/parts/saving/saving-ways.ts';
import { unsavedCopies } from '#renderer/parts/saving/unsaved-copies.ts';
import { cardSchema, followUpsSchema, type SavedCard } from '#shared/contract/opt-in-card.ts';
import { type CardContent, contentOf } from './card-content.ts';

/** A card as it is written. */
export type CardWriting = Writing<SavedCard, CardContent>;
/** What saves it. */
export type CardSaver = Saver<SavedCard, CardContent>;

// What is being written may be unfinished, so the name may be empty here.
const writtenSchema = z.strictObject({ name: z.string(), card: cardSchema, followUps: followUpsSchema });

/** How a card is saved. */
export const CARD_WAYS: SavingWays<SavedCard, CardContent> = {
  contentOf,
  versionOf: ({ version }) => version,
  // The creation instant is part of the place: another data folder may have a card of the same number.
  copies: unsavedCopies<SavedCard, CardContent>(
    ({ id, createdAt }) => `sundial.unsaved.card.${id}.${createdAt.at}`,
    writtenSchema,
  ),
  save: async ({ over, content }) => {
    const { id, account, version } = over;
    // While a name is empty the last one counts, and the field says so.
    const name = content.name.trim() === '' ? over.name : content.name.trim();
    const followUps = [...content.followUps];
    try {
      return { kind: 'saved', saved: await engine.asks.save({ ...content, id, account, name, version, followUps }) };
    } catch (error) {
      const theirs = await theirsAfter(error, id);
      if (theirs === null) throw error;
      return { kind: 'stale', theirs };
    }
  },
};

/** What was saved in another window, when that is why a save was refused; `null` = it was refused for something else. */
async function theirsAfter(error: unknown, id: string): Promise<SavedCard | null> {
  if (refusalOf(error).code !== 'wrongState') return null;
  try {
    const cards = await engine.asks.cards({ account: null });
    return cards.find((card) => card.id === id) ?? null;
  } catch {
    return null; // then the first error is what there is to say
  }
}
