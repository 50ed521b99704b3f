import { z } from 'zod';
import { fittedTo } from './fitted.ts';

/** What somebody wrote that the engine has not taken yet. */
export interface UnsavedCopy<Content> {
  /** The version the writing began with. */
  readonly version: number;
  readonly content: Content;
}

/** Keeps what is written in this browser until the engine has it, so that a crash of either loses nothing. */
export interface UnsavedCopies<Saved, Content> {
  readonly keep: (saved: Saved, copy: UnsavedCopy<Content>) => void;
  /**
   * What was written and never saved; `null` = nothing that can be read. Another version of this app may have written it: what this one
   * does not know of it comes from `now`, what is saved.
   */
  readonly read: (saved: Saved, now: Content) => UnsavedCopy<Content> | null;
  /** The engine has it now. */
  readonly drop: (saved: Saved) => void;
}

/** Where copies lie: the browser's own store, or another that is as simple. */
export type CopyBox = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Copies of one kind of thing.
 *
 * @param placeOf - the name of a thing's place; has to differ between things of two data folders.
 * @param content - what a content looks like while it is being written, unfinished as it may be.
 * @param box - asked for at every use, since a browser may refuse its store.
 */
export function unsavedCopies<Saved, Content>(
  placeOf: (saved: Saved) => string,
  content: z.ZodType<Content>,
  box: () => CopyBox = () => localStorage,
): UnsavedCopies<Saved, Content> {
  const copySchema = z.object({ version: z.int().min(0), content: z.unknown() });
  return {
    keep: (saved, copy) => {
      try {
        box().setItem(placeOf(saved), JSON.stringify(copy));
      } catch {
        // The browser's own store is full or switched off: the copy is a second belt, the save goes on without it.
      }
    },
    read: (saved, now) => {
      try {
        const text = box().getItem(placeOf(saved));
        if (text === null) return null;
        const copy = copySchema.parse(JSON.parse(text));
        const fitted = fittedTo(content, copy.content, now);
        return fitted === null ? null : { version: copy.version, content: fitted };
      } catch {
        return null; // not readable is as good as not there
      }
    },
    drop: (saved) => {
      try {
        box().removeItem(placeOf(saved));
      } catch {
        // Switched off: then there is nothing to remove.
      }
    },
  };
}
