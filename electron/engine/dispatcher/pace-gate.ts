import type { Clock } from '#engine/ports.ts';
import { currentPerSecond, groupSize, newPace, noteUsage, type Pace, sliceSize, take, waitMs } from './pace.ts';

/** The one budget of an account's calls: sends, reads, sync and resolver draw on it (DESIGN 6.7). */
export class PaceGate {
  readonly #clock: Clock;
  #pace: Pace;

  constructor(clock: Clock, perSecond: number) {
    this.#clock = clock;
    this.#pace = newPace(perSecond);
  }

  /** Changes the setting; what was taken stays taken. */
  setPerSecond(perSecond: number): void {
    if (perSecond !== this.#pace.perSecond) this.#pace = { ...this.#pace, perSecond };
  }

  /** Milliseconds until a call may leave; 0 = now. */
  waitMs(): number {
    return waitMs(this.#pace, this.#clock.monotonicMs());
  }

  /** Takes calls out of the budget. */
  take(calls: number): void {
    this.#pace = take(this.#pace, this.#clock.monotonicMs(), calls);
  }

  /** Waits for its turn and takes one call; returns early, without taking, when the signal fires. */
  async pass(signal: AbortSignal): Promise<void> {
    for (;;) {
      const wait = this.waitMs();
      if (signal.aborted) return;
      if (wait <= 0) break;
      await this.#clock.sleep(wait, signal);
    }
    this.take(1);
  }

  /** Notes a usage header; above 80 % the pace halves. */
  noteUsage(percent: number): void {
    this.#pace = noteUsage(this.#pace, this.#clock.monotonicMs(), percent);
  }

  sliceSize(): number {
    return sliceSize(this.#pace, this.#clock.monotonicMs());
  }

  groupSize(): number {
    return groupSize(this.#pace, this.#clock.monotonicMs());
  }

  currentPerSecond(): number {
    return currentPerSecond(this.#pace, this.#clock.monotonicMs());
  }
}
