import type { ReadyCampaign } from '#engine/store/operations/claims.ts';
import type { Account } from '#shared/domain/account.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import { PAUSE_RULES } from '#shared/domain/pause-rule.ts';
import type { AccountStops } from './account-stops.ts';
import { ClockTrust } from './clock-trust.ts';
import { DirectResolver } from './direct-resolver.ts';
import type { LaneContext } from './lane-context.ts';
import type { ReadingLaneParts } from './lane-parts.ts';
import type { MessageShelf } from './message-shelf.ts';
import { PatientLoop } from './patient-loop.ts';
import { Reconciler } from './reconciler.ts';
import { reslotRezoned } from './reslot.ts';
import { Resolver } from './resolver.ts';
import { sweepLateDeliveries } from './sweep-late.ts';

/** What a look found. */
export interface KeptAccount {
  readonly account: Account;
  /** Campaigns that may send, their messages read and checked. */
  readonly campaigns: readonly ReadyCampaign[];
  /** Whether cards or follow-ups are scheduled. */
  readonly hasDirect: boolean;
  /** Whether a breaker closed just now: one message goes first. */
  readonly isCautious: boolean;
  /** When to look again at the latest; `null` = at the usual tick. */
  readonly lookAgainMs: number | null;
}

/**
 * Keeps an account in order between its groups: its row, its stops, the platform's clock, corrected zones, late deliveries, undecided
 * ones; in the order of DESIGN 5: first reconcile, then plan, then send.
 */
export class LaneKeeper {
  readonly #context: LaneContext;
  readonly #stops: AccountStops;
  readonly #signal: AbortSignal;
  readonly #mayRead: () => boolean;
  readonly #trust: ClockTrust;
  /** What settles undecided rows. */
  readonly #settling: readonly PatientLoop[];
  readonly #reconciler: Reconciler;

  constructor(context: LaneContext, lane: ReadingLaneParts) {
    this.#context = context;
    this.#stops = lane.stops;
    this.#signal = lane.signal;
    this.#mayRead = lane.mayRead;
    this.#trust = new ClockTrust(context, lane);
    const resolvers = [new Resolver(context, lane), new DirectResolver(context, lane)];
    this.#settling = resolvers.map(
      (resolver) => new PatientLoop(context, { signal: lane.signal, round: (account) => resolver.round(account) }),
    );
    this.#reconciler = new Reconciler(context, lane);
  }

  /** Whether the clock was compared, and the platform's side read where that has to come first. */
  get isReadyToSend(): boolean {
    return this.#trust.isTrusted && this.#reconciler.isDone;
  }

  /** Whether nothing of this runs beside the lane. */
  get isAtRest(): boolean {
    return this.#settling.every((loop) => loop.isAtRest);
  }

  /** The clock jumped or stood still: nothing is sent or given up until the platform's was seen again (RELIABILITY B-07). */
  distrustClock(): void {
    this.#trust.distrust();
  }

  /** Somebody changed something or came back: what waits for the platform is tried at once. */
  hurry(): void {
    this.#trust.hurry();
  }

  /** A delivery became uncertain: its token is read, unless the account may not read now. */
  settle(account: Account): void {
    if (this.#mayRead() && !this.#signal.aborted) this.#beginSettling(account);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#settling.map((loop) => loop.stop()));
  }

  async look(known: Account, shelf: MessageShelf): Promise<KeptAccount> {
    await this.#stops.settle();
    let account = await this.#readAccount(known);
    let isCautious = false;
    if (account.state !== 'active') {
      if (await this.#trust.compare(account)) await this.#tidy(account);
      const result = await this.#stops.attend(account, this.#signal);
      if (result === 'stopped') return this.#stopped(account);
      isCautious = result === 'cautious';
      account = await this.#readAccount(account);
    }
    const hasWork = await this.#context.parts.store.read('recovery.hasOpenDeliveries', { accountId: account.id });
    if (!hasWork && this.#context.restoredAt() === null) {
      return { account, campaigns: [], hasDirect: false, isCautious, lookAgainMs: null };
    }
    if (!(await this.#trust.compare(account)) || !(await this.#reconciler.run(account))) {
      return { account, campaigns: [], hasDirect: false, isCautious, lookAgainMs: null };
    }
    await this.#tidy(account);
    this.#beginSettling(account);
    const campaigns = await this.#readyCampaigns(account, shelf);
    const hasDirect = (await this.#context.parts.store.read('direct.nextAt', { accountId: account.id })) !== null;
    return { account, campaigns, hasDirect, isCautious, lookAgainMs: null };
  }

  #beginSettling(account: Account): void {
    for (const loop of this.#settling) loop.begin(account);
  }

  /** Corrected zones first: a row gets its new time before anybody calls it late. */
  async #tidy(account: Account): Promise<void> {
    await reslotRezoned(this.#context, account.id, this.#signal);
    await sweepLateDeliveries(this.#context, account);
    const at = this.#context.parts.ports.clock.now();
    const missed = await this.#context.parts.store.write('direct.missLate', { accountId: account.id, at });
    if (missed > 0) this.#context.events.emit({ kind: 'deliveriesChanged', campaignId: null, count: missed });
  }

  async #readAccount(known: Account): Promise<Account> {
    return (await this.#context.parts.store.read('account.read', { id: known.id })) ?? known;
  }

  /** Undecided rows are settled while the account pauses, too, unless it pauses because the platform does not answer. */
  #stopped(account: Account): KeptAccount {
    const now = this.#context.parts.ports.clock.now();
    const isOver = account.stoppedUntil !== null;
    if (account.state === 'paused' && account.stopReason !== 'breaker' && this.#trust.isTrusted) {
      this.#beginSettling(account);
    }
    return {
      account,
      campaigns: [],
      hasDirect: false,
      isCautious: false,
      lookAgainMs: isOver ? Math.max(0, account.stoppedUntil - now) : null,
    };
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
    const because = PAUSE_RULES.notApproved;
    const { paused } = await this.#context.parts.store.write('result.pauseCampaign', { id, because });
    if (paused) this.#context.events.emit({ kind: 'campaignPaused', campaignId: id, because });
  }
}
