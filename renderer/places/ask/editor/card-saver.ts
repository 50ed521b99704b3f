import { engine } from '#renderer/client/engine-client.ts';
import { refusalOf } from '#renderer/parts/refusal.tsx';
import type { SavedCard } from '#shared/contract/asks.ts';
import { type CardContent, contentOf } from './card-content.ts';
import { dropUnsaved, keepUnsaved, readUnsaved } from './unsaved-card.ts';

/** Quiet after the last key before a card is saved, in ms (Sundial's choice). */
const SAVE_AFTER_MS = 600;
/** Wait before another try, in ms; the connection itself waits for a line that went. */
const TRY_AGAIN_MS = 1_500;

/** Where the writing stands: all is saved; a save is due or under way; it failed and is tried again; somebody else saved meanwhile. */
export type CardSaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'stale'; readonly theirs: SavedCard };

/** What the editor shows. */
export interface CardWriting {
  readonly content: CardContent;
  readonly state: CardSaveState;
  /** Changes whenever the content was put there by something else than the form. */
  readonly epoch: number;
}

/** Saves one card by itself while it is written; never two saves at once, and nothing is dropped before the engine has it. */
export class CardSaver {
  readonly #listeners = new Set<() => void>();
  #saved: SavedCard;
  #writing: CardWriting;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #underWay: Promise<void> | null = null;

  constructor(saved: SavedCard) {
    this.#saved = saved;
    this.#writing = { content: contentOf(saved), state: { kind: 'saved' }, epoch: 0 };
    const copy = readUnsaved(saved);
    if (copy === null || JSON.stringify(copy.content) === JSON.stringify(contentOf(saved))) {
      dropUnsaved(saved);
      return;
    }
    const isStale = copy.version !== saved.version;
    const state: CardSaveState = isStale ? { kind: 'stale', theirs: saved } : { kind: 'saving' };
    this.#writing = { content: copy.content, state, epoch: 0 };
    if (!isStale) this.#saveLater();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): CardWriting => this.#writing;

  /** Something was written. */
  edit(change: Partial<CardContent>): void {
    const content = { ...this.#writing.content, ...change };
    const { state } = this.#writing;
    this.#show({ content, state: state.kind === 'stale' ? state : { kind: 'saving' } });
    keepUnsaved(this.#saved, { version: this.#saved.version, content });
    if (state.kind !== 'stale') this.#saveLater();
  }

  /** The card was read again: taken over unless something unsaved stands here. */
  notice(saved: SavedCard): void {
    if (saved.version <= this.#saved.version || this.#underWay !== null) return;
    if (this.#writing.state.kind !== 'saved') return; // the next save finds out and asks
    this.#take(saved);
  }

  /** Saves at once what is not saved yet; whether all is saved then. */
  async flush(): Promise<boolean> {
    await this.#underWay;
    if (this.#writing.state.kind === 'saving' || this.#writing.state.kind === 'failed') await this.#save();
    return this.#writing.state.kind === 'saved';
  }

  /** Of two texts the one here counts. */
  keepMine(): void {
    const { state } = this.#writing;
    if (state.kind !== 'stale') return;
    this.#saved = state.theirs;
    this.#show({ state: { kind: 'saving' } });
    void this.#save();
  }

  /** Of two texts the other counts. */
  takeTheirs(): void {
    const { state } = this.#writing;
    if (state.kind === 'stale') this.#take(state.theirs);
  }

  #take(saved: SavedCard): void {
    dropUnsaved(this.#saved);
    this.#saved = saved;
    this.#show({ content: contentOf(saved), state: { kind: 'saved' }, epoch: this.#writing.epoch + 1 });
  }

  #saveLater(wait: number = SAVE_AFTER_MS): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(), wait);
  }

  async #save(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#underWay !== null) return this.#underWay;
    this.#underWay = this.#saveNow();
    await this.#underWay;
  }

  async #saveNow(): Promise<void> {
    const { content } = this.#writing;
    const { id, account, version } = this.#saved;
    try {
      const name = content.name.trim() === '' ? this.#saved.name : content.name.trim();
      const saved = await engine.asks.save({
        ...content,
        id,
        account,
        name,
        version,
        followUps: [...content.followUps],
      });
      this.#underWay = null;
      dropUnsaved(this.#saved);
      this.#saved = saved;
      if (this.#writing.content === content) this.#show({ state: { kind: 'saved' } });
      else {
        keepUnsaved(saved, { version: saved.version, content: this.#writing.content });
        this.#saveLater();
      }
    } catch (error) {
      const theirs = await theirsAfter(error, id);
      this.#underWay = null;
      if (theirs !== null) return this.#show({ state: { kind: 'stale', theirs } });
      this.#show({ state: { kind: 'failed', error } });
      const { code } = refusalOf(error);
      // What the engine refused it will refuse again; the next change is another try.
      if (code === 'lineLost' || code === 'broken') this.#saveLater(TRY_AGAIN_MS);
    }
  }

  #show(change: Partial<CardWriting>): void {
    this.#writing = { ...this.#writing, ...change };
    for (const listener of this.#listeners) listener();
  }
}

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
