import type { Clock } from '#engine/ports.ts';

/** A sleep that can be ended from outside. A ring while nobody sleeps is kept for the next sleep, so none is lost. */
export class Alarm {
  readonly #clock: Clock;
  #sleeping: AbortController | null = null;
  #isRung = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Ends the sleep, or the next one at its start. */
  ring(): void {
    this.#isRung = true;
    // With a reason of its own: the default one is an error with a stack, made thousands of times a second.
    this.#sleeping?.abort('rung');
  }

  /** Sleeps at most `durationMs`. One sleeper at a time. */
  async sleep(durationMs: number): Promise<void> {
    if (!this.#isRung && durationMs > 0) {
      this.#sleeping = new AbortController();
      await this.#clock.sleep(durationMs, this.#sleeping.signal);
      this.#sleeping = null;
    }
    this.#isRung = false;
  }
}
