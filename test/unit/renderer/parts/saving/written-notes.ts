import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { LineLostError } from '#renderer/client/line-lost.ts';
import type { Later } from '#renderer/parts/saving/later.ts';
import { Saver } from '#renderer/parts/saving/saver.ts';
import type { SaveAnswer, SaveOrder, SavingWays } from '#renderer/parts/saving/saving-ways.ts';
import { type CopyBox, type UnsavedCopies, unsavedCopies } from '#renderer/parts/saving/unsaved-copies.ts';

/** Something small that is written and saved. */
export interface Note {
  readonly id: string;
  readonly version: number;
  readonly text: string;
}

/** What is written in a note. */
export type NoteText = Pick<Note, 'text'>;

/** What an engine that is asked to save does. */
export type Engine = (order: SaveOrder<Note, NoteText>) => Promise<SaveAnswer<Note>>;

/** A clock that stands until it is wound on. */
export class HandClock {
  #nowMs = 0;
  readonly #due: { readonly atMs: number; readonly run: () => void }[] = [];

  readonly later: Later = (run, waitMs) => {
    const one = { atMs: this.#nowMs + waitMs, run };
    this.#due.push(one);
    return () => {
      const at = this.#due.indexOf(one);
      if (at !== -1) this.#due.splice(at, 1);
    };
  };

  /** How many things wait for it. */
  get waiting(): number {
    return this.#due.length;
  }

  /** Winds on and lets everything that follows by itself come to rest. */
  async wind(byMs: number): Promise<void> {
    this.#nowMs += byMs;
    for (const one of this.#due.filter(({ atMs }) => atMs <= this.#nowMs)) {
      this.#due.splice(this.#due.indexOf(one), 1);
      one.run();
    }
    await rest();
  }
}

/** Everything that is ready has run. */
export function rest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A browser's own store, kept across openings of a page. */
export function emptyBox(): CopyBox & { readonly size: () => number } {
  const texts = new Map<string, string>();
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
    size: () => texts.size,
  };
}

/** Copies of notes in a box. */
export function noteCopies(box: CopyBox): UnsavedCopies<Note, NoteText> {
  return unsavedCopies(
    ({ id }) => `note.${id}`,
    z.strictObject({ text: z.string() }),
    () => box,
  );
}

/** A real store of notes: keeps versions, refuses what is written over an old one. */
export class NoteKeeper {
  #note: Note;
  /** Texts that somebody chose to write over another. */
  readonly replaced: Note[] = [];
  /** What was asked for, in order. */
  readonly orders: SaveOrder<Note, NoteText>[] = [];
  /** When set, the next saves wait for it. */
  gate: Promise<void> = Promise.resolve();
  /** When set, saves fail with it. */
  trouble: Error | null = null;

  constructor(text: string) {
    this.#note = { id: 'n1', version: 1, text };
  }

  get note(): Note {
    return this.#note;
  }

  /** Somebody else saves. */
  write(text: string): Note {
    this.#note = { ...this.#note, text, version: this.#note.version + 1 };
    return this.#note;
  }

  readonly save: Engine = async (order) => {
    this.orders.push(order);
    await this.gate;
    if (this.trouble !== null) throw this.trouble;
    if (order.over.version !== this.#note.version) return { kind: 'stale', theirs: this.#note };
    if (order.isChosen) this.replaced.push(this.#note);
    return { kind: 'saved', saved: this.write(order.content.text) };
  };
}

/** A line that went. */
export const LINE_LOST: Error = new LineLostError();
/** What an engine refuses for good. */
export const REFUSED: Error = new ORPCError('REFUSED', {
  defined: true,
  message: 'Too long.',
  data: { code: 'invalidInput', refusal: null, where: null },
});

/** Opens a note to write in, as a page does. */
export function openNote(keeper: NoteKeeper, clock: HandClock, box: CopyBox): Saver<Note, NoteText> {
  const ways: SavingWays<Note, NoteText> = {
    contentOf: ({ text }) => ({ text }),
    versionOf: ({ version }) => version,
    copies: noteCopies(box),
    save: keeper.save,
  };
  return new Saver(ways, keeper.note, clock.later);
}
