import { z } from 'zod';
import { cardSchema, followUpsSchema, type SavedCard } from '#shared/contract/asks.ts';
import type { CardContent } from './card-content.ts';

/** What somebody wrote that the engine has not taken yet. */
export interface UnsavedCard {
  /** The version the writing began with. */
  readonly version: number;
  readonly content: CardContent;
}

// What is being written may be unfinished, so the name may be empty here.
const copySchema = z.object({
  version: z.int().min(0),
  content: z.object({ name: z.string(), card: cardSchema, followUps: followUpsSchema }),
});

/** The payload is part of the place: another data folder may have a card of the same number. */
const placeOf = ({ id, account, card }: SavedCard): string => `sundial.unsaved.card.${account}.${id}.${card.payload}`;

/** Keeps what is written in this browser until the engine has it, so that a crash of either loses nothing. */
export function keepUnsaved(saved: SavedCard, copy: UnsavedCard): void {
  try {
    localStorage.setItem(placeOf(saved), JSON.stringify(copy));
  } catch {
    // The browser's own store is full or switched off: the copy is a second belt, the save goes on without it.
  }
}

/** What was written and never saved; `null` = nothing. */
export function readUnsaved(saved: SavedCard): UnsavedCard | null {
  try {
    const text = localStorage.getItem(placeOf(saved));
    const copy = text === null ? null : copySchema.safeParse(JSON.parse(text));
    return copy?.success === true ? copy.data : null;
  } catch {
    return null; // not readable is as good as not there
  }
}

/** The engine has it now. */
export function dropUnsaved(saved: SavedCard): void {
  try {
    localStorage.removeItem(placeOf(saved));
  } catch {
    // Switched off: then there is nothing to remove.
  }
}
