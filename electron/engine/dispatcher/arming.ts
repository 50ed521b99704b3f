import type { EngineParts } from '#engine/engine-parts.ts';
import type { AccountId } from '#shared/domain/ids.ts';
import { type EpochMs, epochMs } from '#shared/time/instant.ts';

/**
 * A restored or copied database sends again once every account was compared with the platform (DESIGN 6.8): one that is left out
 * would send its next campaign on what an old copy knows.
 */
export class Arming {
  readonly #parts: EngineParts;
  readonly #reconciled = new Set<AccountId>();
  #restoredAt: EpochMs | null = null;

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  /** When the database was restored or copied, if it was not armed yet when sending began; `null` = it was. */
  get restoredAt(): EpochMs | null {
    return this.#restoredAt;
  }

  /** Reads whether the database is armed. Before anything is sent. */
  async read(): Promise<void> {
    const { store, ports } = this.#parts;
    if ((await store.read('setting.read', { key: 'armed' })) !== 'false') return;
    const text = await store.read('setting.read', { key: 'restoredAt' });
    this.#restoredAt = text === null ? ports.clock.now() : epochMs(Number(text));
  }

  /** The platform's side of an account was read. */
  async noteReconciled(id: AccountId): Promise<void> {
    this.#reconciled.add(id);
    await this.armIfAllCompared();
  }

  /** Arms the database if there is no account left to compare. */
  async armIfAllCompared(): Promise<void> {
    const { store, ports } = this.#parts;
    for (const account of await store.read('account.list', null)) {
      if (!this.#reconciled.has(account.id)) return;
    }
    await store.write('setting.write', { key: 'armed', value: 'true' });
    ports.logger.info('dispatcher.armed');
  }
}
