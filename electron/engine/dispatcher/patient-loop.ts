import type { Account } from '#shared/domain/account.ts';
import { Alarm } from './alarm.ts';
import type { LaneContext } from './lane-context.ts';

/** A round that could not be stored is tried again after this. */
const TROUBLE_MS = 5_000;

/** What a patient loop does, and until when. */
export interface PatientWork {
  /** Fires when the lane ends. */
  readonly signal: AbortSignal;
  /** One round; tells in how many milliseconds the next is due, `null` = nothing is left. */
  readonly round: (account: Account) => Promise<number | null>;
}

/**
 * Goes round by round beside the sends of one account, sleeps until the next round is due, and ends by itself when nothing is left;
 * it may then begin again. A round that fails for what a person can act on is tried again after 5 s.
 */
export class PatientLoop {
  readonly #context: LaneContext;
  readonly #work: PatientWork;
  readonly #alarm: Alarm;
  #account: Account | null = null;
  #running: Promise<void> | null = null;

  constructor(context: LaneContext, work: PatientWork) {
    this.#context = context;
    this.#work = work;
    this.#alarm = new Alarm(context.parts.ports.clock);
  }

  /** Whether it waits for nothing. */
  get isAtRest(): boolean {
    return this.#running === null;
  }

  /** Begins, with the account as it is now; a call while it runs makes it look again. */
  begin(account: Account): void {
    this.#account = account;
    this.#alarm.ring();
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      this.#context.rested();
    });
  }

  /** Ends its sleep and waits for its round; the signal has to have fired. */
  async stop(): Promise<void> {
    this.#alarm.ring();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal, round } = this.#work;
    while (!signal.aborted && this.#account !== null) {
      let waitMs: number | null;
      try {
        waitMs = await round(this.#account);
      } catch (error) {
        waitMs = this.#context.onTrouble(error, TROUBLE_MS);
      }
      if (waitMs === null || signal.aborted) return;
      this.#context.rested();
      await this.#alarm.sleep(waitMs);
    }
  }
}
