import { pageZoneOf } from '#engine/planner/page-zone.ts';
import type { AcceptedBefore } from '#engine/store/operations/recovery-restored.ts';
import type { Account } from '#shared/domain/account.ts';
import { nextSendAfter } from '#shared/rules/next-send-after.ts';
import { ruleMs } from '#shared/rules/rule-pack.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { acceptedBeforeRestore } from './accepted-before-restore.ts';
import type { AccountStops } from './account-stops.ts';
import type { LaneContext } from './lane-context.ts';
import type { LaneParts } from './lane-parts.ts';
import type { PaceGate } from './pace-gate.ts';
import { walkTokenList } from './token-walk.ts';

/** Deliveries compared in one go, so that no claim of another account waits long (Sundial's choice). */
const MOST_AT_ONCE = 2_000;

/**
 * Reads the platform's side of an account of a restored or copied database before anything is sent from it (DESIGN 6.8): every next
 * eligible time, then everything due before the restore is given up as `restored`, since the lost database may have sent it; what the
 * platform's time shows as accepted counts for the cool-down of the token and the person.
 */
export class Reconciler {
  readonly #context: LaneContext;
  readonly #gate: PaceGate;
  readonly #stops: AccountStops;
  readonly #signal: AbortSignal;
  #isDone = false;

  constructor(context: LaneContext, lane: LaneParts) {
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
    const readSince = ports.clock.now();
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
    const accepted = await this.#noteAccepted(account, restoredAt, readSince);
    const at = ports.clock.now();
    const { missed, finished } = await store.write('recovery.missRestored', { accountId: account.id, restoredAt, at });
    this.#context.tellFinished(finished);
    ports.logger.info('dispatcher.reconciled', { account: account.id, missed, accepted });
    return true;
  }

  /** Counts as accepted what the lost database sent, as far as the times just read show it; returns how many. */
  async #noteAccepted(account: Account, restoredAt: EpochMs, readSince: EpochMs): Promise<number> {
    const { parts } = this.#context;
    const rules = rulePackOf(account, parts.rulePacks);
    const calendar = { table: parts.zones, pageZone: pageZoneOf(account, parts.zones) };
    const coolDownMs = ruleMs(rules, 'coolDown');
    let count = 0;
    let afterId = 0;
    for (;;) {
      const about = { accountId: account.id, restoredAt, readSince, afterId, limit: MOST_AT_ONCE };
      const due = await parts.store.read('recovery.dueBeforeRestore', about);
      const sends = due.flatMap((row): readonly AcceptedBefore[] => {
        const nextAfter = (at: EpochMs): EpochMs => nextSendAfter(at, { frequency: row.frequency, rules, calendar });
        const { dueAt, nextEligibleAt } = row;
        const acceptedAt = acceptedBeforeRestore({ dueAt, restoredAt, toldNextEligibleAt: nextEligibleAt, nextAfter });
        const { tokenId, readAt } = row;
        return acceptedAt === null ? [] : [{ tokenId, nextEligibleAt, readAt, acceptedAt, coolDownMs }];
      });
      if (sends.length > 0) await parts.store.write('recovery.noteAcceptedBefore', { sends });
      count += sends.length;
      if (due.length < MOST_AT_ONCE) return count;
      afterId = due.at(-1)?.id ?? afterId;
    }
  }
}
