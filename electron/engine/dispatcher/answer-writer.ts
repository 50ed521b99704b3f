import type { EngineParts } from '#engine/engine-parts.ts';
import type { AnsweredAttempt } from '#engine/store/operations/results.ts';
import { DomainError } from '#shared/domain/errors.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import { SECOND } from '#shared/time/duration.ts';
import { Alarm } from './alarm.ts';
import type { DispatchEvents } from './dispatch-events.ts';

/** A group this large is written at once; a smaller one waits a moment for company. */
const FULL_GROUP = 64;
/** Least time between two small groups: a commit costs about 0.3 ms of disk, so single answers would spend most of it waiting. */
const GATHER_MS = 5;
/** How often a group that could not be stored is tried again (Sundial's choice: a person who frees space sees it at once). */
const RETRY_MS = SECOND;

/** Told after each group: what was written, the campaigns it ended, and whether storing had been in trouble before. */
export type WrittenListener = (
  answers: readonly AnsweredAttempt[],
  finished: readonly CampaignId[],
  wasTrouble: boolean,
) => void;

/**
 * Collects answered attempts and writes them in groups, first in the writer's queue (DESIGN 6.3).
 *
 * Answers that cannot be stored stay in memory and are tried again; until they are stored, {@link isHealthy} is false and nobody
 * claims (RELIABILITY B-17, B-18). If the process ends before, their rows are `sending` on disk and become uncertain, never due.
 */
export class AnswerWriter {
  readonly #parts: EngineParts;
  readonly #events: DispatchEvents;
  readonly #onWritten: WrittenListener;
  readonly #onBroken: (error: unknown) => void;
  readonly #alarm: Alarm;
  #waiting: AnsweredAttempt[] = [];
  #running: Promise<void> | null = null;
  #trouble: string | null = null;
  #isStopped = false;
  #lastStartMs = Number.NEGATIVE_INFINITY;

  /**
   * @param on `written` is told after each group and whether it had been in trouble; `broken` when an invariant broke: the group is
   * then lost to this process and its rows wait on disk as `sending`.
   */
  constructor(
    parts: EngineParts,
    events: DispatchEvents,
    on: {
      readonly written: WrittenListener;
      readonly broken: (error: unknown) => void;
    },
  ) {
    this.#parts = parts;
    this.#events = events;
    this.#onWritten = on.written;
    this.#onBroken = on.broken;
    this.#alarm = new Alarm(parts.ports.clock);
  }

  /** Whether answers reach the disk. */
  get isHealthy(): boolean {
    return this.#trouble === null;
  }

  /** Whether every answer so far is on disk. */
  get isEmpty(): boolean {
    return this.#running === null && this.#waiting.length === 0;
  }

  add(answer: AnsweredAttempt): void {
    if (this.#isStopped) return;
    this.#waiting.push(answer);
    if (this.#waiting.length >= FULL_GROUP) this.#alarm.ring();
    // One turn later: answers that arrive together are written together.
    this.#running ??= Promise.resolve().then(() => this.#run());
  }

  /** Writes what waits, with one try, and takes nothing more. Safe to call twice. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#alarm.ring();
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        await this.#gather();
        const group = this.#waiting;
        this.#waiting = [];
        const isStored = await this.#write(group);
        if (!isStored) {
          if (this.#isStopped) return;
          this.#waiting = [...group, ...this.#waiting];
          await this.#alarm.sleep(RETRY_MS);
        }
      }
    } finally {
      this.#running = null;
    }
  }

  async #gather(): Promise<void> {
    const { clock } = this.#parts.ports;
    const sinceMs = clock.monotonicMs() - this.#lastStartMs;
    if (this.#waiting.length < FULL_GROUP && sinceMs < GATHER_MS && !this.#isStopped) {
      await this.#alarm.sleep(GATHER_MS - sinceMs);
    }
    this.#lastStartMs = clock.monotonicMs();
  }

  async #write(answers: readonly AnsweredAttempt[]): Promise<boolean> {
    try {
      const { finished } = await this.#parts.store.write('result.record', { answers }, { priority: 'urgent' });
      const wasTrouble = this.#trouble !== null;
      this.#setTrouble(null);
      this.#tell(answers);
      this.#onWritten(answers, finished, wasTrouble);
      return true;
    } catch (error) {
      if (error instanceof DomainError) {
        this.#setTrouble(error.message);
        return false;
      }
      this.#onBroken(error);
      return true;
    }
  }

  #tell(answers: readonly AnsweredAttempt[]): void {
    if (!this.#events.isHeard) return;
    const counts = Map.groupBy(answers, (answer) => answer.campaignId);
    for (const [campaignId, { length }] of counts) {
      this.#events.emit({ kind: 'deliveriesChanged', campaignId, count: length });
    }
  }

  #setTrouble(message: string | null): void {
    if (message === this.#trouble) return;
    this.#trouble = message;
    this.#events.emit({ kind: 'storeTrouble', message });
    if (message === null) this.#parts.ports.logger.info('dispatcher.storeRecovered');
    else this.#parts.ports.logger.error('dispatcher.storeTrouble', { message });
  }
}
