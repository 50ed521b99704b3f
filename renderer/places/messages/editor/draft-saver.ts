import { engine } from '#renderer/client/engine-client.ts';
import { refusalOf } from '#renderer/parts/refusal.tsx';
import type { DraftContent } from '#shared/contract/message-draft.ts';
import type { MessageDraft } from '#shared/contract/messages.ts';
import { inOrder } from './in-order.ts';
import { dropCopy, keepCopy, readCopy } from './unsaved-copy.ts';

/** Quiet after the last key before a draft is saved, in ms (Sundial's choice). */
const SAVE_AFTER_MS = 600;
/** Wait before another try, in ms; the connection itself waits for a line that went. */
const TRY_AGAIN_MS = 1_500;

/** Where the writing stands: all is saved; a save is due or under way; it failed and is tried again; somebody else saved meanwhile. */
export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'stale'; readonly theirs: MessageDraft };

/** What the editor shows. */
export interface Writing {
  readonly content: DraftContent;
  readonly state: SaveState;
  /** Changes whenever the content was put there by something else than the form, which then has to read it anew. */
  readonly epoch: number;
}

/** Saves one draft by itself while it is written; never two saves at once, and nothing is dropped before the engine has it. */
export class DraftSaver {
  readonly #listeners = new Set<() => void>();
  #draft: MessageDraft;
  #writing: Writing;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #underWay: Promise<void> | null = null;
  #keepReplaced = false;

  constructor(draft: MessageDraft) {
    this.#draft = draft;
    this.#writing = { content: draft.content, state: { kind: 'saved' }, epoch: 0 };
    const copy = readCopy(draft);
    if (copy === null || inOrder(copy.content) === inOrder(draft.content)) {
      dropCopy(draft);
      return;
    }
    const isStale = copy.version !== draft.version;
    const state: SaveState = isStale ? { kind: 'stale', theirs: draft } : { kind: 'saving' };
    this.#writing = { content: copy.content, state, epoch: 0 };
    if (!isStale) this.#saveLater();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): Writing => this.#writing;

  /** Something was written. */
  edit(change: Partial<DraftContent>): void {
    const content = { ...this.#writing.content, ...change };
    const { state } = this.#writing;
    this.#show({ content, state: state.kind === 'stale' ? state : { kind: 'saving' } });
    keepCopy(this.#draft, { version: this.#draft.version, content });
    if (state.kind !== 'stale') this.#saveLater();
  }

  /** The draft was read again: taken over unless something unsaved stands here. */
  notice(draft: MessageDraft): void {
    if (draft.version <= this.#draft.version || this.#underWay !== null) return;
    if (this.#writing.state.kind !== 'saved') return; // the next save finds out and asks
    this.#take(draft);
  }

  /** Saves at once what is not saved yet; resolves when that was tried. Whether all is saved then. */
  async flush(): Promise<boolean> {
    await this.#underWay;
    if (this.#writing.state.kind === 'saving' || this.#writing.state.kind === 'failed') await this.#save();
    return this.#writing.state.kind === 'saved';
  }

  /** Of two texts the one here counts; the other is kept as an earlier text. */
  keepMine(): void {
    const { state } = this.#writing;
    if (state.kind !== 'stale') return;
    this.#draft = state.theirs;
    this.#keepReplaced = true;
    this.#show({ state: { kind: 'saving' } });
    void this.#save();
  }

  /** Of two texts the other counts. */
  takeTheirs(): void {
    const { state } = this.#writing;
    if (state.kind === 'stale') this.#take(state.theirs);
  }

  /** A text that was put back, or read again, stands here from now on. */
  readonly #take = (draft: MessageDraft): void => {
    this.#draft = draft;
    dropCopy(draft);
    this.#show({ content: draft.content, state: { kind: 'saved' }, epoch: this.#writing.epoch + 1 });
  };

  /** See `#take`: for a text the person asked for. */
  replace(draft: MessageDraft): void {
    this.#take(draft);
  }

  get version(): number {
    return this.#draft.version;
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
    try {
      const { campaign, version } = this.#draft;
      const keepReplaced = this.#keepReplaced;
      const outcome = await engine.messages.save({ campaign, version, content: this.#sendable(content), keepReplaced });
      this.#underWay = null;
      if (outcome.kind === 'refused') {
        this.#show({ state: { kind: 'stale', theirs: outcome.draft } });
        return;
      }
      this.#draft = outcome.draft;
      this.#keepReplaced = false;
      if (this.#writing.content !== content) return this.#saveLater();
      dropCopy(this.#draft);
      this.#show({ state: { kind: 'saved' } });
    } catch (error) {
      this.#underWay = null;
      this.#show({ state: { kind: 'failed', error } });
      const { code } = refusalOf(error);
      // What the engine refused it will refuse again; the next change is another try.
      if (code === 'lineLost' || code === 'broken') this.#saveLater(TRY_AGAIN_MS);
    }
  }

  /** What the engine takes: while a name is empty the last one counts, and the field says so. */
  #sendable(content: DraftContent): DraftContent {
    const name = content.name.trim();
    const answeredBy = content.answeredBy?.trim() ?? '';
    return {
      ...content,
      name: name === '' ? this.#draft.content.name : name,
      answeredBy: answeredBy === '' ? null : answeredBy,
    };
  }

  #show(change: Partial<Writing>): void {
    this.#writing = { ...this.#writing, ...change };
    for (const listener of this.#listeners) listener();
  }
}
