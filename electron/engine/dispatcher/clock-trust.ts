import type { Account } from '#shared/domain/account.ts';
import type { AccountStops } from './account-stops.ts';
import { ACCOUNT_BACKOFF, backoffMs } from './backoff.ts';
import { isSkewed } from './clock-watch.ts';
import type { LaneContext } from './lane-context.ts';
import type { LaneParts } from './lane-parts.ts';
import type { PaceGate } from './pace-gate.ts';
import { type ProbeResult, probe } from './probe.ts';

/**
 * Whether the clock of this computer was compared with the platform's since the start and since its last jump. Until then nothing
 * of an account is sent or given up (DESIGN 5; RELIABILITY B-06, B-07).
 */
export class ClockTrust {
  readonly #context: LaneContext;
  readonly #gate: PaceGate;
  readonly #stops: AccountStops;
  readonly #signal: AbortSignal;
  #isTrusted = false;
  /** Comparisons in a row that told nothing. */
  #failures = 0;
  #nextAtMs = Number.NEGATIVE_INFINITY;

  constructor(context: LaneContext, lane: LaneParts) {
    this.#context = context;
    this.#gate = lane.gate;
    this.#stops = lane.stops;
    this.#signal = lane.signal;
  }

  get isTrusted(): boolean {
    return this.#isTrusted;
  }

  /** The clock jumped, or the program stood still. */
  distrust(): void {
    this.#isTrusted = false;
    this.hurry();
  }

  /** Compares at the next look, however often that failed before. */
  hurry(): void {
    this.#failures = 0;
    this.#nextAtMs = Number.NEGATIVE_INFINITY;
  }

  /**
   * Compares the clocks if that is still to be done; returns whether they agree. While the platform does not answer it is asked
   * after 30 s, doubling to an hour (RELIABILITY B-30). What an active account's probe shows stops it.
   */
  async compare(account: Account): Promise<boolean> {
    const { clock, random } = this.#context.parts.ports;
    if (this.#isTrusted) return true;
    if (clock.monotonicMs() < this.#nextAtMs) return false;
    await this.#gate.pass(this.#signal);
    if (this.#signal.aborted) return false;
    const result = await probe(this.#context.parts, account);
    this.#isTrusted = this.#judge(account, result);
    if (this.#isTrusted) {
      this.#failures = 0;
    } else {
      this.#failures += 1;
      this.#nextAtMs = clock.monotonicMs() + backoffMs(ACCOUNT_BACKOFF, this.#failures, random.next());
    }
    return this.#isTrusted;
  }

  #judge(account: Account, result: ProbeResult): boolean {
    const { clock } = this.#context.parts.ports;
    const isActive = account.state === 'active';
    if (isSkewed(result.platformDate, clock.now())) {
      const detail = 'the clocks of this computer and of the platform differ by more than 5 minutes';
      if (isActive) this.#stops.stop({ reason: 'clockSkew', until: null, detail });
      return false;
    }
    if (result.kind === 'noAnswer') return false;
    if (result.kind === 'refused' && isActive) {
      this.#stops.stop({ reason: result.stop, until: null, detail: result.detail });
    }
    return result.kind !== 'refused' || result.platformDate !== null;
  }
}
