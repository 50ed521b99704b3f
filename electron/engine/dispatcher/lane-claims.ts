import type { ReadyCampaign } from '#engine/store/operations/claims.ts';
import { unpackClaimed } from '#engine/store/operations/claims-columns.ts';
import type { Account } from '#shared/domain/account.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import { SECOND } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import type { AnswerDesk } from './answer-desk.ts';
import { claimArgsOf } from './claim-args.ts';
import type { LaneContext } from './lane-context.ts';
import type { LaneWire } from './lane-wire.ts';
import type { MessageShelf } from './message-shelf.ts';
import type { PaceGate } from './pace-gate.ts';

/** A claim that could not be stored is tried again after this; no POST leaves meanwhile (RELIABILITY B-17). */
const TROUBLE_MS = SECOND;

/** What claiming needs of its lane. */
export interface ClaimLinks {
  /** The account as it was last read. */
  readonly account: () => Account;
  readonly gate: PaceGate;
  readonly desk: AnswerDesk;
  readonly wire: LaneWire;
  readonly shelf: MessageShelf;
  /** Fires when the lane ends. */
  readonly signal: AbortSignal;
  /** A claim ended. */
  readonly wake: () => void;
  /** A claim found rows that another look has to mend. */
  readonly lookSoon: () => void;
}

/** Claims groups for one account, one after the other, as many as its wire takes (DESIGN 6.1). */
export class LaneClaims {
  readonly #context: LaneContext;
  readonly #links: ClaimLinks;
  /** Campaigns whose very first message is under way. */
  readonly #trying = new Set<CampaignId>();
  /** How many first messages have ended: a claim that was on its way meanwhile knows nothing of their campaigns. */
  #trialsEnded = 0;
  #underWay: Promise<void> | null = null;
  #campaigns: readonly ReadyCampaign[] = [];
  /** When the next delivery wants to be looked at; `null` = none is scheduled. */
  #nextAt: EpochMs | null = null;

  constructor(context: LaneContext, links: ClaimLinks) {
    this.#context = context;
    this.#links = links;
  }

  /** The claim that is on its way; `null` = none. */
  get underWay(): Promise<void> | null {
    return this.#underWay;
  }

  /** A look told which campaigns may send, and whether anything may be scheduled; the next claim tells when. */
  found(campaigns: readonly ReadyCampaign[], hasWork: boolean): void {
    this.#campaigns = campaigns;
    this.#nextAt = hasWork ? this.#context.parts.ports.clock.now() : null;
  }

  /** A message ended. If it was the first of its campaign, the rest of it may be claimed, or its next first message. */
  endTrial(id: CampaignId | null): void {
    if (id === null || !this.#trying.delete(id)) return;
    this.#trialsEnded += 1;
    this.#nextAt = this.#context.parts.ports.clock.now();
  }

  /** Begins to claim what is due, if there is room. */
  claimIfRoom(): void {
    if (this.#underWay !== null || !this.#context.writer.isHealthy || this.#nextAt === null) return;
    if (this.#nextAt > this.#context.parts.ports.clock.now()) return;
    const limit = this.#room();
    if (limit < 1) return;
    this.#underWay = this.#claim(limit).finally(() => {
      this.#underWay = null;
      this.#links.wake();
    });
  }

  /**
   * How long until the next claim, in milliseconds; `null` = that is not known, or something else wakes the lane: the claim on its
   * way, or, where it is due already and there is no room, an answer or the next slice.
   */
  untilDue(): number | null {
    if (this.#nextAt === null || this.#underWay !== null) return null;
    const now = this.#context.parts.ports.clock.now();
    return this.#nextAt <= now ? null : this.#nextAt - now;
  }

  /** How many may be claimed now: one group, what the wire still takes, and no small change while a group is under way. */
  #room(): number {
    const { account, desk, gate, wire } = this.#links;
    const { wireLimit } = this.#context.settings;
    const group = Math.min(gate.groupSize(), wireLimit);
    if (desk.isCautious(account())) return wire.busy === 0 ? 1 : 0;
    if (wire.ready > gate.sliceSize()) return 0;
    const room = Math.min(group - wire.ready, wireLimit - wire.busy);
    return wire.busy > 0 && room < group / 2 ? 0 : room;
  }

  async #claim(limit: number): Promise<void> {
    const { account, lookSoon, shelf, signal, wire } = this.#links;
    const campaigns = this.#campaignsToClaim();
    const args = claimArgsOf(this.#context, { account: account(), campaigns, limit });
    const messages = shelf.snapshot();
    const endedBefore = this.#trialsEnded;
    try {
      const group = await this.#context.claims.claim(args);
      const { deadlineAt } = args;
      wire.add(group.direct.map((row) => ({ row, deadlineAt, messageJson: row.messageJson })));
      for (const delivery of unpackClaimed(group.claimed)) {
        const row = { ...delivery, kind: 'marketing' } as const;
        if (!campaigns.some(({ id, isProven }) => isProven && id === row.campaignId)) this.#trying.add(row.campaignId);
        wire.add([{ row, deadlineAt, messageJson: messages(row.campaignId) }]);
      }
      this.#nextAt = this.#trialsEnded === endedBefore ? group.nextAt : this.#context.parts.ports.clock.now();
      if (group.late > 0 || group.rezoned > 0) lookSoon();
      this.#context.tellClaim(group);
      if (signal.aborted) wire.giveBack();
    } catch (error) {
      const waitMs = this.#context.onTrouble(error, TROUBLE_MS);
      this.#nextAt = addMs(this.#context.parts.ports.clock.now(), waitMs);
    }
  }

  /** A campaign waits for the answer to its first message before the second is claimed (DESIGN 6.3: three refusals pause it, not a hundred). */
  #campaignsToClaim(): readonly ReadyCampaign[] {
    const { desk } = this.#links;
    return this.#campaigns
      .map((campaign) => ({ ...campaign, isProven: campaign.isProven || desk.hasAccepted(campaign.id) }))
      .filter(({ id, isProven }) => isProven || !this.#trying.has(id));
  }
}
