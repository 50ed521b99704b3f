import type { EngineParts } from '#engine/engine-parts.ts';
import type { AnsweredAttempt } from '#engine/store/operations/results.ts';
import type { Account } from '#shared/domain/account.ts';
import { DomainError } from '#shared/domain/errors.ts';
import type { AccountId, CampaignId } from '#shared/domain/ids.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { SECOND } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { AccountLane } from './account-lane.ts';
import { Alarm } from './alarm.ts';
import { AnswerWriter } from './answer-writer.ts';
import { Arming } from './arming.ts';
import { ClaimDesk } from './claim-desk.ts';
import { DispatchEvents } from './dispatch-events.ts';
import { DEFAULT_SETTINGS, type DispatchSettings } from './dispatch-settings.ts';
import type { LaneContext } from './lane-context.ts';

/** Due within this counts as not idle yet (DESIGN 10, `run --until-idle`). */
const SOON_MS = 5 * SECOND;
/** New accounts are found at the latest after this. */
const ACCOUNTS_TICK_MS = 30 * SECOND;
/** How often idleness is looked at again when nothing else says so. */
const IDLE_TICK_MS = SECOND;

/** What is left when nothing can be done right now. */
export interface IdleReport {
  /** When the next delivery is due; `null` = none is planned that could leave without a person. */
  readonly nextDueAt: EpochMs | null;
  /** Uncertain deliveries that only a person can decide. */
  readonly needsPerson: number;
}

type Mode = 'new' | 'running' | 'stopping' | 'stopped';

/**
 * Sends what is due, for every account of the workspace (DESIGN 6). One per workspace and process.
 *
 * `start` settles what a crash left before anything is claimed; `stop` is safe twice and before `start`.
 */
export class Dispatcher {
  readonly events = new DispatchEvents();
  readonly #parts: EngineParts;
  readonly #context: LaneContext;
  readonly #writer: AnswerWriter;
  readonly #lanes = new Map<AccountId, AccountLane>();
  readonly #alarm: Alarm;
  readonly #restAlarm: Alarm;
  readonly #arming: Arming;
  #mode: Mode = 'new';
  #halted: string | null = null;
  #watching: Promise<void> | null = null;
  #stopped: Promise<void> | null = null;

  constructor(parts: EngineParts, settings: Partial<DispatchSettings> = {}) {
    this.#parts = parts;
    this.#alarm = new Alarm(parts.ports.clock);
    this.#restAlarm = new Alarm(parts.ports.clock);
    this.#arming = new Arming(parts);
    this.#writer = new AnswerWriter(parts, this.events, {
      written: (answers, finished, wasTrouble) => {
        this.#tellFinished(finished);
        for (const [id, ofAccount] of Map.groupBy(answers, ({ accountId }) => accountId)) {
          this.#lanes.get(id)?.noteWritten(ofAccount);
        }
        if (wasTrouble) this.nudge();
        this.#restAlarm.ring();
      },
      broken: (error) => this.#halt(error),
    });
    this.#context = {
      parts,
      settings: { ...DEFAULT_SETTINGS, ...settings },
      events: this.events,
      writer: this.#writer,
      claims: new ClaimDesk(parts.store),
      halt: (error) => this.#halt(error),
      onTrouble: (error, retryMs) => this.#onTrouble(error, retryMs),
      restoredAt: () => this.#arming.restoredAt,
      reconciled: (id) => this.#arming.noteReconciled(id),
      tellClaim: (group) => {
        this.#tellFinished(group.finished);
        const count = group.claimed.id.length + group.direct.length + group.decidedOtherwise;
        if (count > 0) this.events.emit({ kind: 'deliveriesChanged', campaignId: null, count });
      },
      tellFinished: (ids) => this.#tellFinished(ids),
      rested: () => this.#restAlarm.ring(),
    };
  }

  /**
   * Turns what a crash left `sending` into `uncertain`, then begins to send. Once.
   *
   * @throws {DomainError} when the database cannot be written.
   */
  async start(): Promise<void> {
    if (this.#mode !== 'new') return;
    this.#mode = 'running';
    const { store, ports } = this.#parts;
    const crashed = await store.write('recovery.crashed', { at: ports.clock.now() }, { priority: 'urgent' });
    if (crashed > 0) ports.logger.warn('dispatcher.recovered', { uncertain: crashed });
    await this.#arming.read();
    await this.#openLanes();
    if (this.#arming.restoredAt !== null) await this.#arming.armIfAllCompared();
    this.#watching = this.#watchAccounts();
  }

  /** Claims nothing more, gives back what had not begun, waits at most 5 s for open POSTs, stores their answers. */
  async stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    await this.#stopped;
  }

  /** Accounts, campaigns or tokens changed: looks again at once. */
  nudge(): void {
    for (const lane of this.#lanes.values()) lane.nudge();
    this.#alarm.ring();
  }

  /** Stores an answer whose first write failed, as soon as that is possible; until then nobody claims. */
  keepAnswer(answer: AnsweredAttempt): void {
    this.#writer.add(answer);
  }

  /** Waits for one call in the budget of an account, so that reading its list slows nothing down; returns at once where nothing is sent. */
  async turn(account: AccountId, signal: AbortSignal): Promise<void> {
    await this.#lanes.get(account)?.turn(signal);
  }

  /**
   * What is left to do, or `null` while something is under way: sending, to be settled, or due within 5 s (DESIGN 10).
   */
  async idleReport(): Promise<IdleReport | null> {
    if (!this.#isAtRest()) return null;
    const work = await this.#parts.store.read('recovery.openWork', null);
    if (work.sending > 0 || work.toSettle > 0) return null;
    const soon = addMs(this.#parts.ports.clock.now(), SOON_MS);
    if (this.#halted === null && work.nextDueAt !== null && work.nextDueAt <= soon) return null;
    if (!this.#isAtRest()) return null;
    return { nextDueAt: work.nextDueAt, needsPerson: work.needsPerson };
  }

  /** Waits until nothing can be done right now; `null` when the signal fires, or sending stopped or {@link halted} before. */
  async whenIdle(signal: AbortSignal): Promise<IdleReport | null> {
    const end = (): void => this.#restAlarm.ring();
    signal.addEventListener('abort', end, { once: true });
    try {
      while (!signal.aborted && this.#mode === 'running' && this.#halted === null) {
        const report = await this.idleReport();
        if (report !== null) return report;
        await this.#restAlarm.sleep(IDLE_TICK_MS);
      }
      return null;
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  /** Why sending halted; `null` = it did not. */
  get halted(): string | null {
    return this.#halted;
  }

  #isAtRest(): boolean {
    return this.#halted !== null || (this.#writer.isEmpty && [...this.#lanes.values()].every((lane) => lane.isAtRest));
  }

  async #stop(): Promise<void> {
    this.#mode = 'stopping';
    this.#alarm.ring();
    await this.#watching;
    await Promise.all([...this.#lanes.values()].map((lane) => lane.stop()));
    await this.#writer.stop();
    this.#mode = 'stopped';
    this.#restAlarm.ring();
  }

  async #watchAccounts(): Promise<void> {
    while (this.#mode === 'running') {
      await this.#alarm.sleep(ACCOUNTS_TICK_MS);
      if (this.#mode !== 'running') return;
      try {
        await this.#openLanes();
      } catch (error) {
        this.#onTrouble(error, ACCOUNTS_TICK_MS);
      }
    }
  }

  async #openLanes(): Promise<void> {
    const accounts: readonly Account[] = await this.#parts.store.read('account.list', null);
    for (const account of accounts) {
      if (this.#lanes.has(account.id) || this.#halted !== null) continue;
      const lane = new AccountLane(this.#context, account);
      this.#lanes.set(account.id, lane);
      lane.start();
    }
  }

  #tellFinished(ids: readonly CampaignId[]): void {
    for (const campaignId of ids) {
      this.events.emit({ kind: 'campaignFinished', campaignId });
      void this.#notifyFinished(campaignId);
    }
  }

  async #notifyFinished(id: CampaignId): Promise<void> {
    const { store, ports } = this.#parts;
    try {
      const campaign = await store.read('claim.message', { id });
      if (campaign === null) return;
      const text = `Everything of "${campaign.name}" is decided.`;
      ports.notifier.notify({ kind: 'finished', title: campaign.name, text });
    } catch (error) {
      this.#onTrouble(error, 0);
    }
  }

  #onTrouble(error: unknown, retryMs: number): number {
    if (error instanceof DomainError) {
      this.#parts.ports.logger.error('dispatcher.trouble', { code: error.code, message: error.message });
      return retryMs;
    }
    this.#halt(error);
    return retryMs;
  }

  #halt(error: unknown): void {
    switch (this.#mode) {
      case 'stopping':
      case 'stopped':
        // The store may be closing under late answers; their rows become uncertain at the next start.
        this.#parts.ports.logger.warn('dispatcher.lateAnswer', { error: String(error) });
        return;
      case 'new':
      case 'running':
        break;
      default:
        assertNever(this.#mode, 'dispatcher mode');
    }
    if (this.#halted !== null) return;
    const message = error instanceof Error ? error.message : String(error);
    this.#halted = message;
    this.#parts.ports.logger.error('dispatcher.halted', {
      message,
      stack: error instanceof Error ? error.stack : null,
    });
    this.#parts.ports.notifier.notify({
      kind: 'stopped',
      title: 'Sending is stopped',
      text: `Something unexpected happened: ${message}`,
    });
    this.events.emit({ kind: 'halted', message });
    for (const lane of this.#lanes.values()) void lane.stop();
    this.#restAlarm.ring();
  }
}
