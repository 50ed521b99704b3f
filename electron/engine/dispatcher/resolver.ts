import type { ListedToken, ReadAnswer } from '#engine/graph/graph-api.ts';
import { pageZoneOf } from '#engine/planner/page-zone.ts';
import type { SettledRead, UncertainDelivery } from '#engine/store/operations/settling.ts';
import type { Account } from '#shared/domain/account.ts';
import { nextSendAfter } from '#shared/rules/next-send-after.ts';
import { ruleMs } from '#shared/rules/rule-pack.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import { mayBeFollowUp } from '#shared/rules/test-guard.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { AccountStops } from './account-stops.ts';
import type { LaneContext } from './lane-context.ts';
import type { ReadingLaneParts } from './lane-parts.ts';
import type { PaceGate } from './pace-gate.ts';
import { decideSettlement, type SettlementRead } from './settle-decision.ts';
import { walkTokenList } from './token-walk.ts';

/** Above this many the list is read instead of single tokens (DESIGN 6.4). */
const MOST_SINGLE_READS = 50;
/** Deliveries looked at in one round; a list walk serves any number of them. */
const ROUND = 10_000;

/**
 * Settles the uncertain deliveries of one account by reading their tokens, within its pace (DESIGN 6.4); round by round, in a patient
 * loop beside the sends.
 */
export class Resolver {
  readonly #context: LaneContext;
  readonly #gate: PaceGate;
  readonly #stops: AccountStops;
  readonly #wake: () => void;
  readonly #mayRead: () => boolean;
  readonly #signal: AbortSignal;

  constructor(context: LaneContext, lane: ReadingLaneParts) {
    this.#context = context;
    this.#gate = lane.gate;
    this.#stops = lane.stops;
    this.#wake = lane.wake;
    this.#mayRead = lane.mayRead;
    this.#signal = lane.signal;
  }

  /** One round of reads; returns how long until the next is due, `null` when nothing is left to read. */
  async round(account: Account): Promise<number | null> {
    if (!this.#mayRead()) return null;
    const { store, ports } = this.#context.parts;
    const at = ports.clock.now();
    const { due, nextAt } = await store.read('settling.due', { accountId: account.id, at, limit: ROUND });
    if (due.length === 0) return nextAt === null ? null : nextAt - at;
    const outcome =
      due.length > MOST_SINGLE_READS ? await this.#readList(account, due) : await this.#readEach(account, due);
    if (outcome === 'stopped') return null;
    this.#wake();
    return 0;
  }

  async #readEach(account: Account, due: readonly UncertainDelivery[]): Promise<'done' | 'stopped'> {
    for (const delivery of due) {
      await this.#gate.pass(this.#signal);
      if (this.#signal.aborted || !this.#mayRead()) return 'stopped';
      const answer = await this.#context.parts.graph.readToken(account, delivery.token);
      this.#gate.noteUsage(answer.facts.usagePercent);
      if (this.#stopFor(answer)) return 'stopped';
      await this.#record(account, [[delivery, readingOf(answer)]]);
    }
    return 'done';
  }

  /** Tokens that the list does not name are read alone in a later round: a list may lag behind. */
  async #readList(account: Account, due: readonly UncertainDelivery[]): Promise<'done' | 'stopped'> {
    const byToken = new Map(due.map((delivery) => [delivery.token, delivery]));
    const found: (readonly [UncertainDelivery, SettlementRead])[] = [];
    const walk = await walkTokenList(this.#context, { account, gate: this.#gate, signal: this.#signal }, (page) => {
      for (const listed of page) {
        const delivery = byToken.get(listed.token);
        if (delivery === undefined) continue;
        byToken.delete(listed.token);
        found.push([delivery, { kind: 'told', nextEligibleAt: listed.nextEligibleAt }]);
      }
      return Promise.resolve(byToken.size > 0);
    });
    await this.#record(account, found);
    if (walk.kind === 'refused') this.#stops.stop({ reason: walk.stop, until: null, detail: walk.detail });
    if (walk.kind !== 'done') return 'stopped';
    return this.#readEach(account, [...byToken.values()].slice(0, MOST_SINGLE_READS));
  }

  /** Whether the account stops because of a read. */
  #stopFor(answer: ReadAnswer<ListedToken>): boolean {
    if (answer.kind !== 'refused') return false;
    this.#stops.stop({ reason: answer.stop, until: null, detail: answer.facts.text ?? 'a read was refused' });
    this.#wake();
    return true;
  }

  async #record(account: Account, reads: readonly (readonly [UncertainDelivery, SettlementRead])[]): Promise<void> {
    const { store, ports } = this.#context.parts;
    if (reads.length === 0) return;
    const settled = reads.map(([delivery, read]) => this.#settle(account, delivery, { read, now: ports.clock.now() }));
    const { finished } = await store.write('settling.record', { reads: settled }, { priority: 'urgent' });
    this.#context.tellFinished(finished);
    const changed = settled.filter(({ change }) => change !== null).length;
    if (changed > 0) this.#context.events.emit({ kind: 'deliveriesChanged', campaignId: null, count: changed });
    const count = settled.filter(({ verdict }) => verdict === 'person').length;
    if (count > 0) {
      this.#context.events.emit({ kind: 'uncertain', accountId: account.id, count });
      const text = 'It cannot be told whether a message arrived. Please decide.';
      ports.notifier.notify({ kind: 'uncertain', title: account.name, text });
    }
  }

  #settle(
    account: Account,
    delivery: UncertainDelivery,
    { read, now }: { readonly read: SettlementRead; readonly now: EpochMs },
  ): SettledRead {
    const { parts } = this.#context;
    const rules = rulePackOf(account, parts.rulePacks);
    const calendar = { table: parts.zones, pageZone: pageZoneOf(account, parts.zones) };
    const settlement = decideSettlement({
      now,
      read,
      nextAfter: (acceptedAt) => nextSendAfter(acceptedAt, { frequency: delivery.frequency, rules, calendar }),
      attemptStartedAt: delivery.startedAt,
      attemptDeadlineAt: delivery.deadlineAt,
      baselineNextEligibleAt: delivery.baselineNextEligibleAt,
      lastAt: delivery.lastAt ?? delivery.deadlineAt,
      mayBeFollowUp: mayBeFollowUp(delivery.optedInAt, delivery.startedAt, rules),
      firstClearReadAt: delivery.firstClearReadAt,
      readsWithoutAnswer: delivery.readsWithoutAnswer,
      settleMs: this.#context.settings.settleMsOf(account),
    });
    return {
      deliveryId: delivery.id,
      attempt: delivery.attempt,
      campaignId: delivery.campaignId,
      tokenId: delivery.tokenId,
      readAt: now,
      verdict: settlement.verdict,
      reading: read.kind === 'told' ? { nextEligibleAt: read.nextEligibleAt, readAt: now } : null,
      change: 'change' in settlement ? settlement.change : null,
      nextReadAt: 'nextReadAt' in settlement ? settlement.nextReadAt : null,
      coolDownMs: ruleMs(rules, 'coolDown'),
    };
  }
}

function readingOf(answer: ReadAnswer<ListedToken>): SettlementRead {
  if (answer.kind === 'ok') return { kind: 'told', nextEligibleAt: answer.value.nextEligibleAt };
  return { kind: answer.kind === 'gone' ? 'gone' : 'noAnswer' };
}
