import type { ReadyCampaign } from '#engine/store/operations/claims.ts';
import type { Account } from '#shared/domain/account.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { MINUTE, SECOND } from '#shared/time/duration.ts';
import type { AccountStops } from './account-stops.ts';
import { isSkewed } from './clock-watch.ts';
import type { LaneContext } from './lane-context.ts';
import type { MessageShelf } from './message-shelf.ts';
import type { PaceGate } from './pace-gate.ts';
import { probe } from './probe.ts';
import { Reconciler } from './reconciler.ts';
import { Resolver } from './resolver.ts';
import { sweepLateDeliveries } from './sweep-late.ts';

/** While the platform's clock could not be read, it is asked again after this (Sundial's choice). */
const ASK_CLOCK_AGAIN_MS = 30 * SECOND;

/** How often the clock is compared while the account is stopped anyway (Sundial's choice). */
const COMPARE_STOPPED_MS = 5 * MINUTE;

/** What a look found. */
export interface KeptAccount {
  readonly account: Account;
  /** Campaigns that may send, their messages read and checked. */
  readonly campaigns: readonly ReadyCampaign[];
  /** Whether a breaker closed just now: one message goes first. */
  readonly isCautious: boolean;
  /** When to look again at the latest; `null` = at the usual tick. */
  readonly lookAgainMs: number | null;
}

/**
 * Keeps an account in order between its groups: its row, its stops, the platform's clock, late deliveries, undecided ones; in the
 * order of DESIGN 5: first reconcile, then plan, then send.
 */
export class LaneKeeper {
  readonly #context: LaneContext;
  readonly #gate: PaceGate;
  readonly #stops: AccountStops;
  readonly #signal: AbortSignal;
  readonly #resolver: Resolver;
  readonly #reconciler: Reconciler;
  #isClockTrusted = false;
  #nextComparisonMs = Number.NEGATIVE_INFINITY;

  constructor(
    context: LaneContext,
    lane: {
      readonly gate: PaceGate;
      readonly stops: AccountStops;
      readonly wake: () => void;
      readonly signal: AbortSignal;
    },
  ) {
    this.#context = context;
    this.#gate = lane.gate;
    this.#stops = lane.stops;
    this.#signal = lane.signal;
    this.#resolver = new Resolver(context, lane);
    this.#reconciler = new Reconciler(context, lane);
  }

  /** Whether the clock was compared, and the platform's side read where that has to come first. */
  get isReadyToSend(): boolean {
    return this.#isClockTrusted && this.#reconciler.isDone;
  }

  /** Whether nothing of this runs beside the lane. */
  get isAtRest(): boolean {
    return this.#resolver.isAtRest;
  }

  /** The clock jumped or stood still: nothing is sent or given up until the platform's was seen again (RELIABILITY B-07). */
  distrustClock(): void {
    this.#isClockTrusted = false;
  }

  /** A delivery became uncertain: its token is read, unless somebody has to act first. */
  settle(account: Account): void {
    if (account.state !== 'frozen' && !this.#signal.aborted) this.#resolver.begin(account);
  }

  async stop(): Promise<void> {
    await this.#resolver.stop();
  }

  async look(known: Account, shelf: MessageShelf): Promise<KeptAccount> {
    await this.#stops.settle();
    let account = await this.#readAccount(known);
    let isCautious = false;
    if (account.state !== 'active') {
      if (await this.#mayGiveUp(account)) await sweepLateDeliveries(this.#context, account);
      const result = await this.#stops.attend(account, this.#signal);
      if (result === 'stopped') return this.#stopped(account);
      isCautious = result === 'cautious';
      account = await this.#readAccount(account);
    }
    const hasWork = await this.#context.parts.store.read('recovery.hasOpenDeliveries', { accountId: account.id });
    if (!hasWork) return { account, campaigns: [], isCautious, lookAgainMs: null };
    if (!(await this.#trustClock(account))) return this.#waiting(account, isCautious);
    if (!(await this.#reconciler.run(account))) return this.#waiting(account, isCautious);
    await sweepLateDeliveries(this.#context, account);
    this.#resolver.begin(account);
    return { account, campaigns: await this.#readyCampaigns(account, shelf), isCautious, lookAgainMs: null };
  }

  async #readAccount(known: Account): Promise<Account> {
    return (await this.#context.parts.store.read('account.read', { id: known.id })) ?? known;
  }

  /** Undecided rows are settled while the account pauses, too: reads tell whether the platform is back. */
  #stopped(account: Account): KeptAccount {
    const now = this.#context.parts.ports.clock.now();
    const isOver = account.stoppedUntil !== null;
    if (account.state === 'paused' && this.#isClockTrusted) this.#resolver.begin(account);
    return {
      account,
      campaigns: [],
      isCautious: false,
      lookAgainMs: isOver ? Math.max(0, account.stoppedUntil - now) : null,
    };
  }

  #waiting(account: Account, isCautious: boolean): KeptAccount {
    return { account, campaigns: [], isCautious, lookAgainMs: ASK_CLOCK_AGAIN_MS };
  }

  /** Deliveries of a stopped account become late as well, but only by a clock that was compared (RELIABILITY B-07). */
  async #mayGiveUp(account: Account): Promise<boolean> {
    if (this.#isClockTrusted) return true;
    const { clock } = this.#context.parts.ports;
    if (clock.monotonicMs() < this.#nextComparisonMs || account.stopReason === 'clockSkew') return false;
    this.#nextComparisonMs = clock.monotonicMs() + COMPARE_STOPPED_MS;
    await this.#gate.pass(this.#signal);
    const { platformDate } = await probe(this.#context.parts, account);
    this.#isClockTrusted = platformDate !== null && !isSkewed(platformDate, clock.now());
    return this.#isClockTrusted;
  }

  /** Compares the clock with the platform's; needed once at start and after every jump (DESIGN 5). */
  async #trustClock(account: Account): Promise<boolean> {
    if (this.#isClockTrusted) return true;
    const { clock } = this.#context.parts.ports;
    await this.#gate.pass(this.#signal);
    if (this.#signal.aborted) return false;
    const result = await probe(this.#context.parts, account);
    if (isSkewed(result.platformDate, clock.now())) {
      this.#stops.stop({ reason: 'clockSkew', until: null, detail: 'the clocks differ by more than 5 minutes' });
      return false;
    }
    switch (result.kind) {
      case 'refused':
        this.#stops.stop({ reason: result.stop, until: null, detail: result.detail });
        return false;
      case 'noAnswer':
        return false;
      case 'answered':
      case 'throttled':
        this.#isClockTrusted = true;
        return true;
      default:
        return assertNever(result, 'probe result');
    }
  }

  /** Reads the messages of all sending campaigns; one whose message is not the approved one pauses. */
  async #readyCampaigns(account: Account, shelf: MessageShelf): Promise<readonly ReadyCampaign[]> {
    const { store } = this.#context.parts;
    const campaigns = await store.read('claim.campaigns', { accountId: account.id });
    const ready: ReadyCampaign[] = [];
    for (const campaign of campaigns) {
      const message = await shelf.fetch(campaign);
      if (message.kind === 'ready') ready.push(campaign);
      else await this.#pauseChanged(campaign.id);
    }
    shelf.keepOnly(new Set(campaigns.map(({ id }) => id)));
    return ready;
  }

  async #pauseChanged(id: CampaignId): Promise<void> {
    const because = 'The message is not the one that was approved.';
    const { paused } = await this.#context.parts.store.write('result.pauseCampaign', { id, because });
    if (paused) this.#context.events.emit({ kind: 'campaignPaused', campaignId: id, because });
  }
}
