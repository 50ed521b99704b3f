import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineParts } from '#engine/engine-parts.ts';
import type { AccountId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import {
  type ApplyWatch,
  type FileImport,
  type ImportResult,
  isStale,
  prepareImport,
  type WaitingImport,
} from './import-service.ts';
import { stagingFolder, stagingPath } from './staging-folder.ts';

/** A change set that was worked out and waits for a yes, or has got it. */
export interface KeptImport {
  /** Its name; never given twice in the life of an engine. */
  readonly name: string;
  readonly accountId: AccountId;
  /** The file as the person knows it. */
  readonly fileName: string;
  readonly changeSet: WaitingImport['changeSet'];
  /** CSV of the rejected rows; `null` = none was rejected. */
  readonly rejectsPath: string | null;
}

interface Entry extends KeptImport {
  readonly waiting: WaitingImport;
  state: 'waiting' | 'applying' | 'applied';
}

/**
 * The change sets that people are looking at: one for each account, a newer one takes the place of the older. Their staging files go
 * with them, when the engine stops, and at its next start whatever happened (DESIGN 7).
 */
export class WaitingImports {
  readonly #entries = new Map<string, Entry>();

  /**
   * Works out what a file would change and keeps it. The workspace is not touched.
   *
   * @throws {DomainError} as `prepareImport`; an abort rejects with the signal's reason and leaves nothing behind.
   */
  async workOut(
    parts: EngineParts,
    order: Omit<FileImport, 'rejectsPath'> & { readonly name: string },
  ): Promise<KeptImport> {
    const name = parts.ports.random.hex(8);
    // The same folder as the staging file, so that it is removed with it at the next start.
    stagingPath(parts.folder, name);
    const rejectsPath = join(stagingFolder(parts.folder), `rejects-${name}.csv`);
    try {
      const waiting = await prepareImport(parts, { ...order, rejectsPath, onlyWithRejects: true });
      for (const entry of this.#entries.values()) {
        if (entry.accountId === order.accountId && entry.state !== 'applying') this.#remove(entry);
      }
      const entry: Entry = {
        name,
        accountId: order.accountId,
        fileName: order.name,
        changeSet: waiting.changeSet,
        rejectsPath: existsSync(rejectsPath) ? rejectsPath : null,
        waiting,
        state: 'waiting',
      };
      this.#entries.set(name, entry);
      return entry;
    } catch (error) {
      rmSync(rejectsPath, { force: true });
      throw error;
    }
  }

  /** @throws {DomainError} `notFound` when it was dropped, replaced, or Sundial was started again. */
  find(name: string): KeptImport {
    return this.#find(name);
  }

  /**
   * Applies exactly what was shown. Its rejected rows stay at hand.
   *
   * @throws {DomainError} `notFound`; `importState` when people changed since, which ends it, or when it was applied already. An abort
   *   rejects with the signal's reason; nothing is stored then, and it waits on.
   */
  async apply(name: string, watch: ApplyWatch): Promise<ImportResult> {
    const entry = this.#find(name);
    if (entry.state !== 'waiting') {
      throw refuse('importTakenIn', { name: entry.fileName }, { where: 'prepared' });
    }
    entry.state = 'applying';
    try {
      const result = await entry.waiting.apply(watch);
      entry.state = 'applied';
      entry.waiting.discard();
      return result;
    } catch (error) {
      entry.state = 'waiting';
      if (isStale(error)) this.#remove(entry);
      throw error;
    }
  }

  /** Throws a change set away; one that is gone already is no error. */
  drop(name: string): void {
    const entry = this.#entries.get(name);
    if (entry !== undefined && entry.state !== 'applying') this.#remove(entry);
  }

  /** Throws all of them away. */
  dropAll(): void {
    for (const entry of this.#entries.values()) this.#remove(entry);
  }

  #find(name: string): Entry {
    const entry = this.#entries.get(name);
    if (entry !== undefined) return entry;
    throw refuse('importGone', {}, { where: name });
  }

  #remove(entry: Entry): void {
    this.#entries.delete(entry.name);
    entry.waiting.discard();
    if (entry.rejectsPath !== null) rmSync(entry.rejectsPath, { force: true });
  }
}
