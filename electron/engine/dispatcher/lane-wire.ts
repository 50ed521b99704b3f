import type { Account } from '#shared/domain/account.ts';
import type { CampaignId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { AnswerDesk } from './answer-desk.ts';
import type { ClaimedRow } from './claimed-row.ts';
import type { LaneContext } from './lane-context.ts';
import type { PaceGate } from './pace-gate.ts';

/** A claimed delivery whose POST has not begun. */
export interface ReadyRow {
  readonly row: ClaimedRow;
  readonly deadlineAt: EpochMs;
  readonly messageJson: string;
}

/** What the wire needs of its lane. */
export interface WireLinks {
  /** The account as it was last read. */
  readonly account: () => Account;
  readonly gate: PaceGate;
  readonly desk: AnswerDesk;
  /** A claimed row ended: its answer is with the writer, or it went back unsent. */
  readonly ended: (campaign: CampaignId | null) => void;
  /** There is room again. */
  readonly wake: () => void;
}

/** What was claimed for one account: lets the POSTs leave at its pace, each once, and hands the answers on (DESIGN 6.1). */
export class LaneWire {
  readonly #context: LaneContext;
  readonly #links: WireLinks;
  #ready: ReadyRow[] = [];
  #onWire = 0;
  #waiters: (() => void)[] = [];

  constructor(context: LaneContext, links: WireLinks) {
    this.#context = context;
    this.#links = links;
  }

  /** Rows that are claimed and whose POST has not begun. */
  get ready(): number {
    return this.#ready.length;
  }

  /** All rows that are claimed and have no answer yet. */
  get busy(): number {
    return this.#onWire + this.#ready.length;
  }

  /** Takes claimed rows; they leave with the next slices. */
  add(rows: readonly ReadyRow[]): void {
    this.#ready.push(...rows);
  }

  /** Lets what may leave now leave; returns how long until the next slice, in milliseconds, `null` = nothing waits. */
  post(): number | null {
    const { gate } = this.#links;
    while (this.#ready.length > 0) {
      const waitMs = gate.waitMs();
      if (waitMs > 0) return waitMs;
      const slice = this.#ready.splice(0, gate.sliceSize());
      gate.take(slice.length);
      for (const ready of slice) {
        if (this.#mayStillLeave(ready)) this.#postOne(ready);
        else this.#returnRow(ready.row);
      }
    }
    return null;
  }

  /** Claimed rows whose POST never began go back, provably unsent. */
  giveBack(): void {
    for (const { row } of this.#ready.splice(0)) this.#returnRow(row);
  }

  /** Resolves once every POST that began has its answer. */
  whenAnswered(): Promise<void> {
    if (this.#onWire === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push(resolve));
  }

  /**
   * Whether a claimed row may go now: not after its last instant (RELIABILITY A-03), and not when a wait since the claim, behind a
   * long write or a sleep, has eaten half of the time its POST has.
   */
  #mayStillLeave({ row, deadlineAt }: ReadyRow): boolean {
    const now = this.#context.parts.ports.clock.now();
    return now <= row.lastAt && deadlineAt - now >= this.#context.settings.postTimeoutMsOf(this.#links.account()) / 2;
  }

  #postOne({ row, deadlineAt, messageJson }: ReadyRow): void {
    const { graph, ports } = this.#context.parts;
    const { desk } = this.#links;
    const account = this.#links.account();
    const timeoutMs = deadlineAt - ports.clock.now();
    this.#onWire += 1;
    const sent =
      row.token === null
        ? graph.sendToRecipient(account, row.recipient, messageJson, timeoutMs)
        : graph.sendToToken(account, row.token, messageJson, timeoutMs, row.recipient);
    void sent
      .catch((error: unknown) => desk.answerOfBrokenCall(error))
      .then((answer) => desk.receive(account, row, answer))
      .catch((error: unknown) => this.#context.halt(error))
      .finally(() => this.#leave(row.campaignId));
  }

  #leave(campaign: CampaignId | null): void {
    this.#onWire -= 1;
    this.#links.ended(campaign);
    if (this.#onWire === 0) for (const wake of this.#waiters.splice(0)) wake();
    this.#links.wake();
  }

  #returnRow(row: ClaimedRow): void {
    this.#links.desk.giveBack(this.#links.account(), row);
    this.#links.ended(row.campaignId);
  }
}
