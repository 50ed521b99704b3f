/** Work of which one piece runs at a time; each can be cancelled. */
export class OneAtATime {
  #running: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;

  get isBusy(): boolean {
    return this.#running !== null;
  }

  /** Begins at once; `null` = other work runs, and this is not done. */
  start<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> | null {
    if (this.#running !== null) return null;
    const stop = new AbortController();
    const done = work(stop.signal).finally(() => {
      this.#running = null;
    });
    // How it went is told by what is returned; those behind it only wait for its end.
    const ended = done.then(
      () => undefined,
      () => undefined,
    );
    this.#running = { stop, ended };
    return done;
  }

  /** Begins as soon as nothing else runs. */
  async inTurn<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    for (;;) {
      await this.#running?.ended;
      const begun = this.start(work);
      if (begun !== null) return begun;
    }
  }

  /** Has what runs now stop; what waits behind it goes on. */
  cancel(): void {
    this.#running?.stop.abort('cancelled');
  }
}
