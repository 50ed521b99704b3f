import type { ReadyCampaign } from '#engine/store/operations/claims.ts';
import { unpackClaimed } from '#engine/store/operations/claims-columns.ts';
import type { AnsweredAttempt } from '#engine/store/operations/results.ts';
import type { Account } from '#shared/domain/account.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import { SECOND } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { AccountStops } from './account-stops.ts';
import { Alarm } from './alarm.ts';
import { AnswerDesk } from './answer-desk.ts';
import { claimArgsOf } from './claim-args.ts';
import type { ClaimedRow } from './claimed-row.ts';
import { type ClockLook, compareLooks } from './clock-watch.ts';
import type { LaneContext } from './lane-context.ts';
import { LaneKeeper } from './lane-keeper.ts';
import { MessageShelf } from './message-shelf.ts';
import { PaceGate } from './pace-gate.ts';

/** No timer is trusted for longer (DESIGN 5). */
const TICK_MS = 30 * SECOND;
/** A claim that could not be stored is tried again after this; no POST leaves meanwhile (RELIABILITY B-17). */
const TROUBLE_MS = SECOND;
/** An orderly stop waits this long for open POSTs (RELIABILITY B-26). */
const STOP_WAIT_MS = 5 * SECOND;

/** A claimed delivery whose POST has not begun. */
interface ReadyRow {
  readonly row: ClaimedRow;
  readonly deadlineAt: EpochMs;
  readonly messageJson: string;
}

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
  readonly #stopping = new AbortController();
  #account: Account;
  #ready: ReadyRow[] = [];
  #onWire = 0;
  /** Campaigns whose very first message is under way. */
  readonly #trying = new Set<CampaignId>();
  /** How many first messages have ended: a claim that was on its way meanwhile knows nothing of their campaigns. */
  #trialsEnded = 0;
  #claiming: Promise<void> | null = null;
  #campaigns: readonly ReadyCampaign[] = [];
  /** When the next delivery wants to be looked at; `null` = none is scheduled. */
  #nextAt: EpochMs | null = null;
  #lookAtMs = Number.NEGATIVE_INFINITY;
  /** Whether a look is under way; after a restore it compares with the platform, before which nothing may be called idle. */
  #isLooking = false;
  #lastClocks: ClockLook | null = null;
  #running: Promise<void> | null = null;
  #wireWaiters: (() => void)[] = [];

  constructor(context: LaneContext, account: Account) {
    const { clock } = context.parts.ports;
    this.#context = context;
    this.#account = account;
    this.#alarm = new Alarm(clock);
    this.#gate = new PaceGate(clock, context.settings.paceOf(account));
    this.#shelf = new MessageShelf(context.parts.store);
    this.#stops = new AccountStops(context, account, this.#gate);
    this.#desk = new AnswerDesk(context, { gate: this.#gate, stops: this.#stops, signal: this.#stopping.signal });
    this.#keeper = new LaneKeeper(context, {
      gate: this.#gate,
      stops: this.#stops,
      wake: () => this.#lookSoon(),
      mayRead: () =>
        this.#account.state !== 'frozen' && this.#account.stopReason !== 'breaker' && !this.#stops.isStanding,
      signal: this.#stopping.signal,
    });
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
      this.#claiming === null &&
      this.#onWire === 0 &&
      this.#ready.length === 0 &&
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
    const ended = Promise.all([this.#running, this.#claiming, this.#keeper.stop(), this.#wireIsEmpty()]);
    const { clock } = this.#context.parts.ports;
    const isOver = new AbortController();
    await Promise.race([ended, clock.sleep(STOP_WAIT_MS, isOver.signal)]);
    isOver.abort('over');
    this.#giveBack();
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
      this.#giveBack();
      return this.#lookAtMs - clock.monotonicMs();
    }
    this.#claimIfRoom();
    const untilSlice = this.#post();
    return Math.min(untilSlice, this.#untilDue(), this.#lookAtMs - clock.monotonicMs());
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
    this.#campaigns = kept.campaigns;
    this.#gate.setPerSecond(this.#context.settings.paceOf(kept.account));
    if (kept.isCautious) this.#desk.beCautious();
    // Unknown after a look: the next claim tells.
    this.#nextAt = kept.campaigns.length === 0 && !kept.hasDirect ? null : clock.now();
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

  #claimIfRoom(): void {
    if (this.#claiming !== null || !this.#context.writer.isHealthy || this.#nextAt === null) return;
    if (this.#nextAt > this.#context.parts.ports.clock.now()) return;
    const limit = this.#room();
    if (limit < 1) return;
    this.#claiming = this.#claim(limit).finally(() => {
      this.#claiming = null;
      this.#alarm.ring();
    });
  }

  /** How many may be claimed now: one group, what the wire still takes, and no small change while a group is under way. */
  #room(): number {
    const group = Math.min(this.#gate.groupSize(), this.#context.settings.wireLimit);
    const busy = this.#onWire + this.#ready.length;
    if (this.#desk.isCautious(this.#account)) return busy === 0 ? 1 : 0;
    if (this.#ready.length > this.#gate.sliceSize()) return 0;
    const room = Math.min(group - this.#ready.length, this.#context.settings.wireLimit - busy);
    return busy > 0 && room < group / 2 ? 0 : room;
  }

  async #claim(limit: number): Promise<void> {
    const campaigns = this.#campaignsToClaim();
    const args = claimArgsOf(this.#context, { account: this.#account, campaigns, limit });
    const messages = this.#shelf.snapshot();
    const endedBefore = this.#trialsEnded;
    try {
      const group = await this.#context.claims.claim(args);
      const { deadlineAt } = args;
      this.#ready.push(...group.direct.map((row) => ({ row, deadlineAt, messageJson: row.messageJson })));
      for (const delivery of unpackClaimed(group.claimed)) {
        const row = { ...delivery, kind: 'marketing' } as const;
        if (!campaigns.some(({ id, isProven }) => isProven && id === row.campaignId)) this.#trying.add(row.campaignId);
        this.#ready.push({ row, deadlineAt: args.deadlineAt, messageJson: messages(row.campaignId) });
      }
      this.#nextAt = this.#trialsEnded === endedBefore ? group.nextAt : this.#context.parts.ports.clock.now();
      if (group.late > 0 || group.rezoned > 0) this.#lookAtMs = Number.NEGATIVE_INFINITY;
      this.#context.tellClaim(group);
      if (this.#stopping.signal.aborted) this.#giveBack();
    } catch (error) {
      const waitMs = this.#context.onTrouble(error, TROUBLE_MS);
      this.#nextAt = addMs(this.#context.parts.ports.clock.now(), waitMs);
    }
  }

  /** A campaign waits for the answer to its first message before the second is claimed (DESIGN 6.3: three refusals pause it, not a hundred). */
  #campaignsToClaim(): readonly ReadyCampaign[] {
    return this.#campaigns
      .map((campaign) => ({ ...campaign, isProven: campaign.isProven || this.#desk.hasAccepted(campaign.id) }))
      .filter(({ id, isProven }) => isProven || !this.#trying.has(id));
  }

  /** Lets what may leave now leave; returns how long until the next slice. */
  #post(): number {
    while (this.#ready.length > 0) {
      const waitMs = this.#gate.waitMs();
      if (waitMs > 0) return waitMs;
      const slice = this.#ready.splice(0, this.#gate.sliceSize());
      this.#gate.take(slice.length);
      for (const ready of slice) {
        if (this.#mayStillLeave(ready)) this.#postOne(ready);
        else this.#returnRow(ready.row);
      }
    }
    return TICK_MS;
  }

  /**
   * Whether a claimed row may go now: not after its last instant (RELIABILITY A-03), and not when a wait since the claim, behind a
   * long write or a sleep, has eaten half of the time its POST has.
   */
  #mayStillLeave({ row, deadlineAt }: ReadyRow): boolean {
    const now = this.#context.parts.ports.clock.now();
    return now <= row.lastAt && deadlineAt - now >= this.#context.settings.postTimeoutMsOf(this.#account) / 2;
  }

  #postOne({ row, deadlineAt, messageJson }: ReadyRow): void {
    const { graph, ports } = this.#context.parts;
    const account = this.#account;
    const timeoutMs = deadlineAt - ports.clock.now();
    this.#onWire += 1;
    const sent =
      row.token === null
        ? graph.sendToRecipient(account, row.recipient, messageJson, timeoutMs)
        : graph.sendToToken(account, row.token, messageJson, timeoutMs, row.recipient);
    void sent
      .catch((error: unknown) => this.#desk.answerOfBrokenCall(error))
      .then((answer) => this.#desk.receive(account, row, answer))
      .catch((error: unknown) => this.#context.halt(error))
      .finally(() => this.#leaveWire(row.campaignId));
  }

  #leaveWire(id: CampaignId | null): void {
    this.#onWire -= 1;
    this.#endTrial(id);
    if (this.#onWire === 0) for (const wake of this.#wireWaiters.splice(0)) wake();
    this.#alarm.ring();
  }

  /** Claimed rows whose POST never began go back, provably unsent. */
  #giveBack(): void {
    for (const { row } of this.#ready.splice(0)) this.#returnRow(row);
  }

  #returnRow(row: ClaimedRow): void {
    this.#desk.giveBack(this.#account, row);
    this.#endTrial(row.campaignId);
  }

  /** The rest of the campaign may be claimed, or its next first message. */
  #endTrial(id: CampaignId | null): void {
    if (id === null || !this.#trying.delete(id)) return;
    this.#trialsEnded += 1;
    this.#nextAt = this.#context.parts.ports.clock.now();
  }

  #wireIsEmpty(): Promise<void> {
    if (this.#onWire === 0) return Promise.resolve();
    return new Promise((resolve) => this.#wireWaiters.push(resolve));
  }

  #untilDue(): number {
    if (this.#nextAt === null || this.#claiming !== null) return TICK_MS;
    const now = this.#context.parts.ports.clock.now();
    // Due already, but no room: an answer or the next slice wakes the loop.
    return this.#nextAt <= now ? TICK_MS : this.#nextAt - now;
  }
}
