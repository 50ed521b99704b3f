import { Worker } from 'node:worker_threads';
import type { ListedToken } from '#engine/graph/graph-api.ts';
import { fromWireError } from '#engine/store/thread-protocol.ts';
import { threadLeaving } from '#engine/thread-leaving.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import type { FromStage, StagedImport, StageOrder, ToStage } from './stage-order.ts';
import type { ZoneAnswer } from './staging-order.ts';

/** Memory of the staging thread: far above what streamed files need, below what an unreasonable workbook would take. */
const MAX_HEAP_MB = 768;
/** Rows live for a moment only: a small young generation is enough, and a large one would only fill. */
const YOUNG_HEAP_MB = 16;

/** How far a reading is. */
export interface ImportProgress {
  readonly phase: 'reading' | 'applying';
  /** Rows so far. */
  readonly rows: number;
  /** Bytes so far and in all; 0 where there is no file. */
  readonly bytes: number;
  readonly totalBytes: number;
}

/** A staging thread at work. */
export interface Staging {
  /** Hands over a page of the platform's list. */
  readonly listed: (tokens: readonly ListedToken[]) => void;
  /** Ends the list; resolves with the tokens that are missing in it. */
  readonly walked: (isComplete: boolean) => Promise<readonly string[]>;
  /** What single reads of missing tokens gave. */
  readonly read: (found: readonly ListedToken[], gone: readonly string[]) => void;
  /** Resolves when the staging file is complete, rejects with what went wrong. */
  readonly staged: Promise<StagedImport>;
  /** Resolves when the thread is gone; cuts it off when it is still at work. Safe to call twice. */
  readonly stop: () => Promise<void>;
}

/** What the staging is watched by. */
export interface StagingWatch {
  readonly zones: ZoneTable;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** Starts a thread that reads a source into a staging file. */
export function startStaging(order: Omit<StageOrder, 'cancel'>, watch: StagingWatch): Staging {
  const cancel = new SharedArrayBuffer(4);
  const data: StageOrder = { ...order, cancel };
  const worker = new Worker(new URL('./stage-thread.ts', import.meta.url), {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB, maxYoungGenerationSizeMb: YOUNG_HEAP_MB },
  });
  const post = (message: ToStage): void => worker.postMessage(message);
  const staged = Promise.withResolvers<StagedImport>();
  const missing = Promise.withResolvers<readonly string[]>();
  const fail = (error: Error): void => {
    staged.reject(error);
    missing.reject(error);
  };
  const leaving = threadLeaving(worker);
  worker.on('message', (message: FromStage) => {
    if (message.kind === 'staged' || message.kind === 'failed') leaving.answered();
    if (message.kind === 'progress') watch.onProgress?.({ phase: 'reading', ...message });
    else if (message.kind === 'askZones') post({ kind: 'zones', answers: identifyAll(watch.zones, message.texts) });
    else if (message.kind === 'missing') missing.resolve(message.tokens);
    else if (message.kind === 'staged') staged.resolve(message.staged);
    else fail(fromWireError(message.error));
  });
  worker.on('error', (error) => fail(brokenThread(error)));
  worker.on('exit', () => fail(new BugError('The staging thread ended without a result.')));
  const abort = (): void => {
    Atomics.store(new Int32Array(cancel), 0, 1);
    fail(abortReason(watch.signal));
  };
  watch.signal?.addEventListener('abort', abort, { once: true });
  if (watch.signal?.aborted === true) abort();
  // Whoever only waits for one of the two is not to be told of the other.
  staged.promise.catch(() => {});
  missing.promise.catch(() => {});
  return {
    listed: (tokens) => post({ kind: 'listed', tokens }),
    walked: (isComplete) => {
      post({ kind: 'walked', isComplete });
      return missing.promise;
    },
    read: (found, gone) => post({ kind: 'read', found, gone }),
    staged: staged.promise,
    stop: async () => {
      watch.signal?.removeEventListener('abort', abort);
      await leaving.leave();
    },
  };
}

function identifyAll(zones: ZoneTable, texts: readonly string[]): readonly ZoneAnswer[] {
  return texts.map((text) => {
    const identity = zones.identify(text);
    if (identity.kind !== 'known') return { zone: text, code: 'zoneUnknown' };
    return { zone: identity.zone, code: identity.note === 'utc' ? 'zoneUtc' : null };
  });
}

/** What a thread that broke means for whoever waits for it: `fileRefused` when it ran out of memory. */
export function brokenThread(error: unknown): Error {
  const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (!isMemory) return new BugError('The staging thread broke.', { cause: error });
  return refuse('fileNeedsMemory', {}, { where: 'file' });
}

function abortReason(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException('The import was cancelled.', 'AbortError');
}
