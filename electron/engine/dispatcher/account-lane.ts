import type { AnsweredAttempt } from '#engine/store/operations/results.ts';
import type { Account } from '#shared/domain/account.ts';
import { SECOND } from '#shared/time/duration.ts';
import { AccountStops } from './account-stops.ts';
import { Alarm } from './alarm.ts';
import { AnswerDesk } from './answer-desk.ts';
import { type ClockLook, compareLooks } from './clock-watch.ts';
import { LaneClaims } from './lane-claims.ts';
import type { LaneContext } from './lane-context.ts';
import { LaneKeeper } from './lane-keeper.ts';
import { LaneWire } from './lane-wire.ts';
import { MessageShelf } from './message-shelf.ts';
import { PaceGate } from './pace-gate.ts';

/** No timer is trusted for longer (DESIGN 5). */
const TICK_MS = 30 * SECOND;
/** A turn that failed for what a person can act on is tried again after this (RELIABILITY B-17). */
const TROUBLE_MS = SECOND;
/** An orderly stop waits this long for open POSTs (RELIABILITY B-26). */
const STOP_WAIT_MS = 5 * SECOND;

/**
 * Sends for one account: claims groups, lets their POSTs leave at the account's pace, and hands the answers on (DESIGN 6).
 *
 * One loop; each turn does what is due and then sleeps until the next known instant, an answer, a nudge, or 30 s.
 */
export class AccountLane {
  readonly #context: LaneContext;
  readonly #alarm: Alarm;
  readonly #gate: PaceGate;
  readonly #shelf: MessageShelf;
  readonly #stops: AccountStops;
  readonly #desk: AnswerDesk;
  readonly #keeper: LaneKeeper;
  readonly #wire: LaneWire;
  readonly #claims: LaneClaims;
  readonly #stopping = new AbortController();
  #account: Account;
  #lookAtMs = Number.NEGATIVE_INFINITY;
  /** Whether a look is under way; after a restore it compares with the platform, before which nothing may be called idle. */
  #isLooking = false;
  #lastClocks: ClockLook | null = null;
  #running: Promise<void> | null = null;

  constructor(context: LaneContext, account: Account) {
    const { clock } = context.parts.ports;
    const { signal } = this.#stopping;
    this.#context = context;
    this.#account = account;
    this.#alarm = new Alarm(clock);
    this.#gate = new PaceGate(clock, context.settings.paceOf(account));
    this.#shelf = new MessageShelf(context.parts.store);
    this.#stops = new AccountStops(context, account, this.#gate);
    const lane = { gate: this.#gate, stops: this.#stops, signal };
    this.#desk = new AnswerDesk(context, lane);
    this.#keeper = new LaneKeeper(context, {
      ...lane,
      wake: () => this.#lookSoon(),
      mayRead: () =>
        this.#account.state !== 'frozen' && this.#account.stopReason !== 'breaker' && !this.#stops.isStanding,
    });
    const outbox = {
      account: () => this.#account,
      gate: this.#gate,
      desk: this.#desk,
      wake: () => this.#alarm.ring(),
    };
    this.#wire = new LaneWire(context, { ...outbox, ended: (campaign) => this.#claims.endTrial(campaign) });
    const claimed = { wire: this.#wire, shelf: this.#shelf, signal, lookSoon: () => this.#lookSoon() };
    this.#claims = new LaneClaims(context, { ...outbox, ...claimed });
  }

  /** Begins to send. Once. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** Waits for one call in the budget of this account and takes it. */
  turn(signal: AbortSignal): Promise<void> {
    return this.#gate.pass(signal);
  }

  /** Somebody changed something: reads account and campaigns again and looks what is due. */
  nudge(): void {
    this.#keeper.hurry();
    this.#lookSoon();
  }

  /** Answers of this account are on disk: undecided ones are settled, stops are counted. */
  noteWritten(answers: readonly AnsweredAttempt[]): void {
    if (answers.some(({ change }) => change.kind === 'uncertain')) this.#keeper.settle(this.#account);
    if (answers.some(({ outcome }) => outcome === 'stopped' || outcome === 'unavailable')) {
      void this.#desk
        .guardStopRate(this.#account)
        .catch((error: unknown) => this.#context.onTrouble(error, TROUBLE_MS));
    }
  }

  /** Whether nothing of this account is under way in memory. */
  get isAtRest(): boolean {
    return (
      this.#claims.underWay === null &&
      this.#wire.busy === 0 &&
      this.#keeper.isAtRest &&
      !this.#isLooking &&
      this.#lookAtMs > Number.NEGATIVE_INFINITY
    );
  }

  /**
   * Claims nothing more, gives back what was claimed and not begun, and waits at most 5 s for open POSTs (RELIABILITY B-26). Safe to
   * call twice and before `start`.
   */
  async stop(): Promise<void> {
    this.#stopping.abort('stop');
    this.#alarm.ring();
    const ended = Promise.all([this.#running, this.#claims.underWay, this.#keeper.stop(), this.#wire.whenAnswered()]);
    const { clock } = this.#context.parts.ports;
    const isOver = new AbortController();
    await Promise.race([ended, clock.sleep(STOP_WAIT_MS, isOver.signal)]);
    isOver.abort('over');
    this.#wire.giveBack();
  }

  #lookSoon(): void {
    this.#lookAtMs = Number.NEGATIVE_INFINITY;
    this.#alarm.ring();
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      let waitMs: number;
      try {
        waitMs = await this.#turn();
      } catch (error) {
        waitMs = this.#context.onTrouble(error, TROUBLE_MS);
      }
      this.#context.rested();
      await this.#alarm.sleep(Math.min(waitMs, TICK_MS));
    }
  }

  /** One look at everything; returns how long nothing will be due. */
  async #turn(): Promise<number> {
    const { clock } = this.#context.parts.ports;
    this.#watchClock();
    if (this.#stops.isStanding || this.#lookAtMs <= clock.monotonicMs()) await this.#look();
    if (!this.#maySend() || this.#stopping.signal.aborted) {
      this.#wire.giveBack();
      return this.#lookAtMs - clock.monotonicMs();
    }
    this.#claims.claimIfRoom();
    const untilSlice = this.#wire.post() ?? TICK_MS;
    return Math.min(untilSlice, this.#claims.untilDue() ?? TICK_MS, this.#lookAtMs - clock.monotonicMs());
  }

  /** What is not needed for every group: the account's row, its campaigns, what became late, what is undecided. */
  async #look(): Promise<void> {
    const { clock } = this.#context.parts.ports;
    this.#lookAtMs = clock.monotonicMs() + TICK_MS;
    this.#isLooking = true;
    const kept = await this.#keeper.look(this.#account, this.#shelf).finally(() => {
      this.#isLooking = false;
    });
    this.#account = kept.account;
    this.#gate.setPerSecond(this.#context.settings.paceOf(kept.account));
    if (kept.isCautious) this.#desk.beCautious();
    this.#claims.found(kept.campaigns, kept.campaigns.length > 0 || kept.hasDirect);
    if (kept.lookAgainMs !== null) {
      this.#lookAtMs = Math.min(this.#lookAtMs, clock.monotonicMs() + kept.lookAgainMs);
    }
  }

  #watchClock(): void {
    const { clock } = this.#context.parts.ports;
    const look: ClockLook = { wall: clock.now(), monotonicMs: clock.monotonicMs() };
    const event = this.#lastClocks === null ? 'steady' : compareLooks(this.#lastClocks, look);
    this.#lastClocks = look;
    if (event === 'steady') return;
    this.#context.parts.ports.logger.info('dispatcher.clock', { account: this.#account.id, event });
    this.#keeper.distrustClock();
    this.#lookAtMs = Number.NEGATIVE_INFINITY;
  }

  #maySend(): boolean {
    return this.#account.state === 'active' && !this.#stops.isStanding && this.#keeper.isReadyToSend;
  }
}
