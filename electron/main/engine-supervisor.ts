import { MessageChannelMain, type MessagePortMain, type UtilityProcess } from 'electron';
import { DomainError } from '#shared/domain/errors.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import {
  type EngineNotice,
  type EngineOutlook,
  type EngineRequest,
  type FromEngine,
  fromEngineSchema,
  type ToEngine,
  type WireRefusal,
} from './engine/engine-messages.ts';
import { decideRestart } from './restart-decision.ts';
import type { systemPause } from './system-pause.ts';

/** Longest orderly end of the engine, in ms; then its process is ended (issue 3, Desktop shell). */
const STOP_WITHIN_MS = 10_000;

/** What the supervisor starts, and whom it tells. */
export interface SupervisorParts {
  /** Starts a new process of the engine. */
  readonly fork: () => UtilityProcess;
  readonly startMessage: () => Extract<ToEngine, { kind: 'start' }>;
  /** Does what only main can do. @throws {DomainError} what is refused. */
  readonly perform: (request: EngineRequest) => Promise<unknown>;
  readonly pause: typeof systemPause;
  readonly monotonicMs: () => number;
  readonly told: {
    /** Screens are served from now on; those that wait want their port. */
    readonly ready: () => void;
    readonly failed: (refusal: WireRefusal, isOpen: boolean) => void;
    /** It ended; what it said of its sends is no longer so. */
    readonly lost: () => void;
    /** It ended by itself so often that it is not started again until {@link EngineSupervisor.start}. */
    readonly gaveUp: (crashes: number) => void;
    readonly noted: (ticket: string) => void;
    readonly outlook: (outlook: EngineOutlook) => void;
    readonly notice: (notice: EngineNotice) => void;
  };
}

/** Keeps one process of the engine running: starts it, starts it again after a crash, ends it in good order. */
export class EngineSupervisor {
  readonly #parts: SupervisorParts;
  #child: UtilityProcess | null = null;
  #readySinceMs: number | null = null;
  #crashesInARow = 0;
  #stopping: Promise<void> | null = null;
  readonly #ending = new AbortController();
  #stopped: (() => void) | null = null;

  constructor(parts: SupervisorParts) {
    this.#parts = parts;
  }

  /** Starts the engine where none runs; begins to count crashes anew. */
  start(): void {
    this.#crashesInARow = 0;
    if (this.#child === null) this.#startOne();
  }

  /** Ends the engine that runs in good order and starts a new one. */
  async restart(): Promise<void> {
    const child = this.#child;
    if (child === null) return this.start();
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    await this.#end(child);
    await exited; // the workspace has one owner
    if (!this.#ending.signal.aborted) this.start();
  }

  /** Sends a message to the engine that runs; one that is sent while none does is lost. */
  post(message: ToEngine): void {
    this.#child?.postMessage(message);
  }

  /** A line for one screen: one end goes to the engine, the other is given back. `null` = no engine answers right now. */
  openPort(): MessagePortMain | null {
    if (this.#readySinceMs === null || this.#child === null) return null;
    const { port1, port2 } = new MessageChannelMain();
    this.#child.postMessage({ kind: 'port' } satisfies ToEngine, [port1]);
    return port2;
  }

  /** Ends the engine in good order within 10 s, else by force. Safe to call twice; nothing is started afterwards. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  #startOne(): void {
    if (this.#ending.signal.aborted) return;
    const child = this.#parts.fork();
    this.#child = child;
    child.on('message', (said: unknown) => {
      if (this.#child === child) this.#act(child, fromEngineSchema.parse(said));
    });
    child.once('exit', () => {
      if (this.#child === child) void this.#onExit();
    });
    child.postMessage(this.#parts.startMessage());
  }

  #act(child: UtilityProcess, said: FromEngine): void {
    const { told, monotonicMs } = this.#parts;
    switch (said.kind) {
      case 'ready':
        this.#readySinceMs = monotonicMs();
        return told.ready();
      case 'failed':
        if (!said.isOpen) this.#letGo(child);
        return told.failed(said.refusal, said.isOpen);
      case 'noted':
        return told.noted(said.ticket);
      case 'ask':
        void this.#answer(child, said.id, said.request);
        return;
      case 'outlook':
        return told.outlook(said.outlook);
      case 'notice':
        return told.notice(said.notice);
      case 'restart':
        void this.restart();
        return;
      case 'stopped':
        return this.#stopped?.();
      default:
        return assertNever(said, 'message of the engine');
    }
  }

  async #answer(child: UtilityProcess, id: number, request: EngineRequest): Promise<void> {
    let message: ToEngine;
    try {
      message = { kind: 'answer', id, value: await this.#parts.perform(request) };
    } catch (error) {
      // What is not a refusal is told without its text: it might quote a key.
      const { code, where, message: text, refusal } = error instanceof DomainError ? error : UNEXPECTED;
      message = { kind: 'refusal', id, refusal: { code, message: text, where, refusal } };
    }
    child.postMessage(message);
  }

  /** Ends a process that was asked to stop, or said that it cannot work; nobody counts that as a crash. */
  #letGo(child: UtilityProcess): void {
    if (this.#child === child) {
      this.#child = null;
      this.#readySinceMs = null;
    }
    child.kill();
  }

  async #onExit(): Promise<void> {
    const { monotonicMs, pause, told } = this.#parts;
    const livedMs = this.#readySinceMs === null ? 0 : monotonicMs() - this.#readySinceMs;
    this.#child = null;
    this.#readySinceMs = null;
    this.#stopped?.();
    told.lost();
    if (this.#ending.signal.aborted) return;
    const decision = decideRestart(this.#crashesInARow, livedMs);
    if (decision.kind === 'giveUp') return told.gaveUp(this.#crashesInARow + 1);
    this.#crashesInARow = decision.crashesInARow;
    await pause(decision.afterMs, this.#ending.signal);
    if (this.#child === null) this.#startOne();
  }

  async #stop(): Promise<void> {
    this.#ending.abort('stop');
    if (this.#child !== null) await this.#end(this.#child);
  }

  /** Asks a process to stop, waits for that at most 10 s, and ends it. */
  async #end(child: UtilityProcess): Promise<void> {
    const waiting = new AbortController();
    const stopped = new Promise<void>((resolve) => {
      this.#stopped = resolve;
    });
    child.postMessage({ kind: 'stop' } satisfies ToEngine);
    await Promise.race([stopped, this.#parts.pause(STOP_WITHIN_MS, waiting.signal)]);
    waiting.abort('stopped');
    this.#letGo(child);
  }
}

const UNEXPECTED = refuse('keychainSilent', {}, { where: 'keychain' });
