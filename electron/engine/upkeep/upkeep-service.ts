import type { EngineParts } from '#engine/engine-parts.ts';
import { HOUR } from '#shared/time/duration.ts';
import { writeDailyBackup } from './backup.ts';
import { keepRemovals } from './keep-removals.ts';
import { purgeDaily } from './purge.ts';

/** How often the service looks whether a day has passed; a computer that slept is caught up within this time (Sundial's choice). */
const LOOK_EVERY_MS = HOUR;

/** How long after the start the first look comes, so that it never delays the first message (Sundial's choice). */
const FIRST_LOOK_MS = 30_000;

/**
 * Writes the daily backup, keeps the list of removals and removes what was kept long enough while the engine runs for long
 * (RELIABILITY B-22, P-02, P-04). A backup that fails is logged and tried again; it never stops sending.
 *
 * `start` once; `stop` is safe twice and before `start`, and resolves when nothing is written any more.
 */
export class UpkeepService {
  readonly #parts: EngineParts;
  readonly #stopping = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { clock, logger } = this.#parts.ports;
    const { signal } = this.#stopping;
    await clock.sleep(FIRST_LOOK_MS, signal);
    while (!signal.aborted) {
      try {
        await keepRemovals(this.#parts);
        await writeDailyBackup(this.#parts);
        // After the backup and the list, which both still know what goes.
        await purgeDaily(this.#parts, signal);
      } catch (error) {
        logger.error('upkeep.failed', { text: error instanceof Error ? error.message : String(error) });
      }
      await clock.sleep(LOOK_EVERY_MS, signal);
    }
  }
}
