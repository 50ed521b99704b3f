import type { UnsavedCopies } from './unsaved-copies.ts';

/** Where the writing stands: all is saved; a save is due or under way; it failed and is tried again; somebody else saved meanwhile. */
export type SaveState<Saved> =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'stale'; readonly theirs: Saved };

/** What an editor shows. */
export interface Writing<Saved, Content> {
  readonly content: Content;
  readonly state: SaveState<Saved>;
  /** Changes whenever the content was put there by something else than the form, which then has to read it anew. */
  readonly epoch: number;
}

/** What is written anew; a function makes it of what stands there by then, for whatever comes a moment later. */
export type Change<Content> = Partial<Content> | ((now: Content) => Partial<Content>);

/** What became of a save: the engine has it, or it keeps what somebody else saved meanwhile. */
export type SaveAnswer<Saved> =
  | { readonly kind: 'saved'; readonly saved: Saved }
  | { readonly kind: 'stale'; readonly theirs: Saved };

/** One save. */
export interface SaveOrder<Saved, Content> {
  /** What the engine had last; the save is refused when it has something newer. */
  readonly over: Saved;
  readonly content: Content;
  /** The person chose this text over the one saved by somebody else. */
  readonly isChosen: boolean;
}

/** How one kind of thing is saved: a message, a card. */
export interface SavingWays<Saved, Content> {
  /** What a saved thing says. */
  readonly contentOf: (saved: Saved) => Content;
  /** Which of its texts it is; grows with every save. */
  readonly versionOf: (saved: Saved) => number;
  /** What is written and not saved yet, kept in this browser. */
  readonly copies: UnsavedCopies<Saved, Content>;
  /** Hands it to the engine. Rejects when it was refused or could not be reached. */
  readonly save: (order: SaveOrder<Saved, Content>) => Promise<SaveAnswer<Saved>>;
}
