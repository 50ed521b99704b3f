import { refusalOf } from '#renderer/parts/refusal-of.ts';
import { inOrder } from './in-order.ts';
import { browserLater, type Later } from './later.ts';
import type { Change, SaveState, SavingWays, Writing } from './saving-ways.ts';

/** Quiet after the last key before what is written is saved, in ms (Sundial's choice). */
const SAVE_AFTER_MS = 600;
/** Wait before another try, in ms; the connection itself waits for a line that went. */
const TRY_AGAIN_MS = 1_500;

/** Saves one thing by itself while it is written; never two saves at once, and nothing is dropped before the engine has it. */
export class Saver<Saved, Content extends object> {
  readonly #ways: SavingWays<Saved, Content>;
  readonly #later: Later;
  readonly #listeners = new Set<() => void>();
  #saved: Saved;
  /** What the copy in this browser begins with. */
  #begun: Saved;
  #writing: Writing<Saved, Content>;
  #callOff: (() => void) | null = null;
  #underWay: Promise<void> | null = null;
  #isChosen = false;

  constructor(ways: SavingWays<Saved, Content>, saved: Saved, later: Later = browserLater) {
    this.#ways = ways;
    this.#later = later;
    this.#saved = saved;
    this.#begun = saved;
    const content = ways.contentOf(saved);
    this.#writing = { content, state: { kind: 'saved' }, epoch: 0 };
    const copy = ways.copies.read(saved, content);
    // One that cannot be read stays until something is written over it: the app that wrote it may be back tomorrow.
    if (copy === null) return;
    if (inOrder(copy.content) === inOrder(content)) {
      ways.copies.drop(saved);
      return;
    }
    const isStale = copy.version !== ways.versionOf(saved);
    const state: SaveState<Saved> = isStale ? { kind: 'stale', theirs: saved } : { kind: 'saving' };
    this.#writing = { content: copy.content, state, epoch: 0 };
    if (!isStale) this.#saveLater();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): Writing<Saved, Content> => this.#writing;

  /** What the engine had last. */
  get saved(): Saved {
    return this.#saved;
  }

  /** Something was written. */
  edit(change: Change<Content>): void {
    const { content: now, state } = this.#writing;
    const content = { ...now, ...(typeof change === 'function' ? change(now) : change) };
    this.#show({ content, state: state.kind === 'stale' ? state : { kind: 'saving' } });
    this.#keepCopy();
    if (state.kind !== 'stale') this.#saveLater();
  }

  /** The thing was read again: taken over unless something unsaved stands here. */
  notice(saved: Saved): void {
    if (this.#ways.versionOf(saved) <= this.#ways.versionOf(this.#saved) || this.#underWay !== null) return;
    if (this.#writing.state.kind !== 'saved') return; // the next save finds out and asks
    this.replace(saved);
  }

  /** Saves at once what is not saved yet; resolves when that was tried. Whether all is saved then. */
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
    this.#isChosen = true;
    this.#show({ state: { kind: 'saving' } });
    void this.#save();
  }

  /** Of two texts the other counts. */
  takeTheirs(): void {
    const { state } = this.#writing;
    if (state.kind === 'stale') this.replace(state.theirs);
  }

  /** A text that was put back, or read again, stands here from now on. */
  replace(saved: Saved): void {
    this.#begin(saved);
    const content = this.#ways.contentOf(saved);
    this.#show({ content, state: { kind: 'saved' }, epoch: this.#writing.epoch + 1 });
  }

  /** From now on what is written is written over this; what was written before needs no copy any more. */
  #begin(saved: Saved): void {
    this.#ways.copies.drop(this.#begun);
    this.#saved = saved;
    this.#begun = saved;
    this.#isChosen = false;
  }

  /** A text that was chosen over another goes on beginning where it began: after a reload both are shown again. */
  #keepCopy(): void {
    const version = this.#ways.versionOf(this.#begun);
    this.#ways.copies.keep(this.#begun, { version, content: this.#writing.content });
  }

  #saveLater(waitMs: number = SAVE_AFTER_MS): void {
    this.#callOff?.();
    this.#callOff = this.#later(() => void this.#save(), waitMs);
  }

  async #save(): Promise<void> {
    this.#callOff?.();
    this.#callOff = null;
    if (this.#underWay !== null) return this.#underWay;
    this.#underWay = this.#saveNow();
    await this.#underWay;
  }

  async #saveNow(): Promise<void> {
    const { content } = this.#writing;
    try {
      const answer = await this.#ways.save({ over: this.#saved, content, isChosen: this.#isChosen });
      this.#underWay = null;
      if (answer.kind === 'stale') return this.#show({ state: answer });
      this.#begin(answer.saved);
      if (this.#writing.content === content) return this.#show({ state: { kind: 'saved' } });
      // What was written while that save was under way begins with the version it made.
      this.#keepCopy();
      this.#saveLater();
    } catch (error) {
      this.#underWay = null;
      this.#show({ state: { kind: 'failed', error } });
      const { code } = refusalOf(error);
      // What the engine refused it will refuse again; the next change is another try.
      if (code === 'lineLost' || code === 'broken') this.#saveLater(TRY_AGAIN_MS);
    }
  }

  #show(change: Partial<Writing<Saved, Content>>): void {
    this.#writing = { ...this.#writing, ...change };
    for (const listener of this.#listeners) listener();
  }
}
