import type { Account } from '#shared/domain/account.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { AccountStops } from './account-stops.ts';
import type { LaneContext } from './lane-context.ts';
import type { PaceGate } from './pace-gate.ts';
import { walkTokenList } from './token-walk.ts';

/**
 * Reads the platform's side of an account of a restored or copied database before anything is sent from it (DESIGN 6.8): every next
 * eligible time, then everything due before the restore is given up as `restored`, since the lost database may have sent it.
 */
export class Reconciler {
  readonly #context: LaneContext;
  readonly #gate: PaceGate;
  readonly #stops: AccountStops;
  readonly #signal: AbortSignal;
  #isDone = false;

  constructor(
    context: LaneContext,
    lane: { readonly gate: PaceGate; readonly stops: AccountStops; readonly signal: AbortSignal },
  ) {
    this.#context = context;
    this.#gate = lane.gate;
    this.#stops = lane.stops;
    this.#signal = lane.signal;
  }

  /** Whether the account may send as far as this goes. */
  get isDone(): boolean {
    return this.#isDone;
  }

  /** Does it once; returns whether it is done. An account that cannot be read stays as it is and is tried again. */
  async run(account: Account): Promise<boolean> {
    if (this.#isDone) return true;
    const restoredAt = this.#context.restoredAt();
    if (restoredAt !== null && !(await this.#reconcile(account, restoredAt))) return false;
    this.#isDone = true;
    if (restoredAt !== null) await this.#context.reconciled(account.id);
    return true;
  }

  async #reconcile(account: Account, restoredAt: EpochMs): Promise<boolean> {
    const { store, ports } = this.#context.parts;
    const walk = await walkTokenList(
      this.#context,
      { account, gate: this.#gate, signal: this.#signal },
      async (page) => {
        const tokens = page.map(({ token, nextEligibleAt }) => ({ token, nextEligibleAt }));
        await store.write('settling.noteListed', { accountId: account.id, readAt: ports.clock.now(), tokens });
        return true;
      },
    );
    if (walk.kind === 'refused') this.#stops.stop({ reason: walk.stop, until: null, detail: walk.detail });
    if (walk.kind !== 'done') return false;
    const at = ports.clock.now();
    const { missed, finished } = await store.write('recovery.missRestored', { accountId: account.id, restoredAt, at });
    this.#context.tellFinished(finished);
    ports.logger.info('dispatcher.reconciled', { account: account.id, missed });
    return true;
  }
}
