import type { EngineParts } from '#engine/engine-parts.ts';
import { isConnectedHere } from '#engine/use-cases/page-key.ts';
import type { Fact } from '#shared/contract/facts.ts';
import type { Account } from '#shared/domain/account.ts';
import { DomainError } from '#shared/domain/errors.ts';
import type { AccountId } from '#shared/domain/ids.ts';
import { nextPollAt, type PollingChoice } from '#shared/domain/polling.ts';
import { SECOND } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { readPollRecord } from './poll-record.ts';
import { readPollingChoice } from './polling-choice.ts';
import { syncAndNote } from './sync-account.ts';

/** No timer is trusted for longer than this (DESIGN 5, Time). */
const LOOK_EVERY_MS = 30 * SECOND;
/** The first look comes after the first messages, and after a person who wants to do it by hand (Sundial's choice). */
const FIRST_LOOK_MS = 60 * SECOND;

/** What the service needs of the engine besides its parts. */
export interface PollingLinks {
  /** Waits for one call in the account's budget. */
  readonly turn: (account: AccountId, signal: AbortSignal) => Promise<void>;
  /** Tells the dispatcher that permissions changed. */
  readonly changed: () => void;
  readonly tell: (fact: Fact) => void;
}

/**
 * Asks the platform for its list of permissions on a schedule: for those without a relay this is how new, stopped, vanished and moved
 * permissions become known (DESIGN 7). It never begins while messages are on their way, and draws on the same budget of calls.
 *
 * `start` once; `stop` is safe twice and before `start`, and resolves when nothing is being read any more.
 */
export class PollingService {
  readonly #parts: EngineParts;
  readonly #links: PollingLinks;
  readonly #stopping = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(parts: EngineParts, links: PollingLinks) {
    this.#parts = parts;
    this.#links = links;
  }

  start(): void {
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort('stop');
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { clock } = this.#parts.ports;
    const { signal } = this.#stopping;
    await clock.sleep(FIRST_LOOK_MS, signal);
    while (!signal.aborted) {
      await this.#look().catch((error: unknown) => this.#complain(error));
      await clock.sleep(LOOK_EVERY_MS, signal);
    }
  }

  async #look(): Promise<void> {
    const { store } = this.#parts;
    const choice = await readPollingChoice(this.#parts);
    if (choice === 'off' || (await store.read('setting.read', { key: 'armed' })) === 'false') return;
    for (const account of await store.read('account.list', null)) {
      if (this.#stopping.signal.aborted || !(await this.#isDue(account, choice))) continue;
      await this.#poll(account).catch((error: unknown) => this.#complain(error));
    }
  }

  async #isDue(account: Account, choice: PollingChoice): Promise<boolean> {
    const { store, ports } = this.#parts;
    if (account.state === 'frozen' || !(await isConnectedHere(account, ports.vault))) return false;
    const now = ports.clock.now();
    const lastSyncAt = await store.read('account.lastSyncAt', { id: account.id });
    const triedAt = (await readPollRecord(this.#parts, account.id))?.at ?? null;
    const at = nextPollAt(choice, latest(lastSyncAt, triedAt), now);
    if (at === null || at > now) return false;
    return (await store.read('recovery.openWork', null)).sending === 0;
  }

  async #poll({ id: accountId }: Account): Promise<void> {
    const { signal } = this.#stopping;
    const synced = await syncAndNote(this.#parts, {
      accountId,
      signal,
      isRoutine: true,
      turn: () => this.#links.turn(accountId, signal),
    }).finally(() => this.#links.tell({ kind: 'changed', things: ['accounts'], campaign: null }));
    if (synced.import === null) return;
    this.#links.changed();
    this.#links.tell({ kind: 'changed', things: ['people', 'campaigns', 'deliveries', 'activity'], campaign: null });
  }

  #complain(error: unknown): void {
    if (this.#stopping.signal.aborted) return;
    const { logger } = this.#parts.ports;
    const text = error instanceof Error ? error.message : String(error);
    if (error instanceof DomainError) logger.warn('polling.failed', { code: error.code, text });
    else logger.error('polling.broke', { text });
  }
}

function latest(one: EpochMs | null, other: EpochMs | null): EpochMs | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
