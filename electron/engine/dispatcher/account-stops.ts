import type { Account } from '#shared/domain/account.ts';
import type { AccountId } from '#shared/domain/ids.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { MINUTE } from '#shared/time/duration.ts';
import { addMs } from '#shared/time/instant.ts';
import type { AccountStop } from './account-effect.ts';
import { ACCOUNT_BACKOFF, backoffMs } from './backoff.ts';
import { isSkewed } from './clock-watch.ts';
import type { LaneContext } from './lane-context.ts';
import type { PaceGate } from './pace-gate.ts';
import { type ProbeResult, probe } from './probe.ts';

/** How often a frozen clock is compared again (Sundial's choice: NTP needs minutes). */
const SKEW_PROBE_MS = MINUTE;

/** Stops one account and brings it back when its cause is gone (DESIGN 6.3, 6.6; 5, skew). */
export class AccountStops {
  readonly #context: LaneContext;
  readonly #accountId: AccountId;
  readonly #name: string;
  readonly #gate: PaceGate;
  #standing: AccountStop | null = null;
  #writing: Promise<void> = Promise.resolve();
  /**
   * How often in a row the breaker stopped or probed without one send that was answered; a probe that reads well proves nothing about
   * sending. Starts anew with the process, which costs a few probes more.
   */
  #failures = 0;
  #nextSkewProbeMs = Number.NEGATIVE_INFINITY;

  constructor(context: LaneContext, account: Pick<Account, 'id' | 'name'>, gate: PaceGate) {
    this.#context = context;
    this.#accountId = account.id;
    this.#name = account.name;
    this.#gate = gate;
  }

  /** Whether the account was stopped since the rows were read last. */
  get isStanding(): boolean {
    return this.#standing !== null;
  }

  /** Stops the account at once in memory, then in the database. A weaker stop than the one that stands changes nothing. */
  stop(stop: AccountStop): void {
    if (this.#standing !== null && !isStronger(stop, this.#standing)) return;
    this.#standing = stop;
    this.#writing = this.#writing.then(() => this.#write(stop));
  }

  /** Stops because of the breaker: a GET probes after 30 s, doubling to 1 h (DESIGN 6.6). */
  stopForBreaker(detail: string): void {
    this.stop({ reason: 'breaker', until: this.#nextProbeAt(), detail });
    this.#failures += 1;
  }

  /** A send was answered in a way that settles it: the next breaker begins with short waits again. */
  noteSendAnswered(): void {
    this.#failures = 0;
  }

  /** Waits until the database knows every stop; the account's row then tells all. */
  async settle(): Promise<void> {
    let awaited: Promise<void> | null = null;
    while (awaited !== this.#writing) {
      awaited = this.#writing;
      await awaited;
    }
    this.#standing = null;
  }

  /**
   * Looks after a stopped account: lets it go when its pause is over, probes where only a probe can tell.
   *
   * @returns `resumed`, or `cautious` after a breaker or a throttling: one message first.
   */
  async attend(account: Account, signal: AbortSignal): Promise<'stopped' | 'resumed' | 'cautious'> {
    const { clock } = this.#context.parts.ports;
    if (account.stopReason === 'clockSkew') return this.#attendSkew(account, signal);
    if (account.stoppedUntil === null || clock.now() < account.stoppedUntil) return 'stopped';
    if (account.stopReason === 'throttled') return this.#resume(account, 'cautious');
    if (account.stopReason !== 'breaker') return this.#resume(account, 'resumed');
    return this.#attendBreaker(account, signal);
  }

  async #attendBreaker(account: Account, signal: AbortSignal): Promise<'stopped' | 'cautious'> {
    await this.#gate.pass(signal);
    const result = await probe(this.#context.parts, account);
    switch (result.kind) {
      case 'answered':
        return this.#resume(account, 'cautious');
      case 'refused':
        this.stop({ reason: result.stop, until: null, detail: result.detail });
        break;
      case 'throttled':
        this.stop({ reason: 'throttled', until: this.#nextProbeAt(), detail: result.detail });
        break;
      case 'noAnswer':
        this.#failures += 1;
        this.stop({
          reason: 'breaker',
          until: this.#nextProbeAt(),
          detail: `probe ${this.#failures}: ${result.detail}`,
        });
        break;
      default:
        assertNever(result, 'probe result');
    }
    return 'stopped';
  }

  async #attendSkew(account: Account, signal: AbortSignal): Promise<'stopped' | 'resumed'> {
    const { clock } = this.#context.parts.ports;
    if (clock.monotonicMs() < this.#nextSkewProbeMs) return 'stopped';
    this.#nextSkewProbeMs = clock.monotonicMs() + SKEW_PROBE_MS;
    await this.#gate.pass(signal);
    const result: ProbeResult = await probe(this.#context.parts, account);
    if (result.platformDate === null || isSkewed(result.platformDate, clock.now())) return 'stopped';
    return this.#resume(account, 'resumed');
  }

  /** A stop that came while the cause of the earlier one was looked at stays. */
  async #resume<Kind extends 'resumed' | 'cautious'>(account: Account, kind: Kind): Promise<Kind | 'stopped'> {
    const seen = { reason: account.stopReason, until: account.stoppedUntil };
    const args = { id: this.#accountId, seen };
    const isResumed = await this.#context.parts.store.write('account.activate', args, { priority: 'urgent' });
    if (!isResumed) return 'stopped';
    this.#context.events.emit({ kind: 'accountResumed', accountId: this.#accountId });
    this.#context.parts.ports.logger.info('dispatcher.accountResumed', { account: this.#accountId });
    return kind;
  }

  #nextProbeAt(): NonNullable<AccountStop['until']> {
    const { clock, random } = this.#context.parts.ports;
    return addMs(clock.now(), backoffMs(ACCOUNT_BACKOFF, this.#failures + 1, random.next()));
  }

  async #write({ reason, until, detail }: AccountStop): Promise<void> {
    const { store, ports } = this.#context.parts;
    const at = ports.clock.now();
    try {
      await store.write('account.stop', { id: this.#accountId, reason, detail, at, until }, { priority: 'urgent' });
      if (reason === 'stopRate') await store.write('result.forgetAnswers', { accountId: this.#accountId });
    } catch (error) {
      this.#context.halt(error);
      return;
    }
    this.#context.events.emit({ kind: 'accountStopped', accountId: this.#accountId, reason });
    ports.logger.warn('dispatcher.accountStopped', { account: this.#accountId, reason, detail, until });
    if (until === null || reason === 'stopRate') {
      const text = `Sending is stopped: ${detail}. Messages that are waiting stay.`;
      ports.notifier.notify({ kind: 'stopped', title: this.#name, text });
    }
  }
}

/** Frozen beats paused, a longer pause beats a shorter one. */
function isStronger(stop: AccountStop, standing: AccountStop): boolean {
  if (standing.until === null) return false;
  return stop.until === null || stop.until > standing.until;
}
