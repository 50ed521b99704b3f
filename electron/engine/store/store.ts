import type { Priority } from './operation.ts';
import type { ReadName, Reads, WriteName, Writes } from './registry.ts';

/** Options of a call that may take long. */
export interface CallOptions {
  readonly priority?: Priority;
  /** Called with how many rows are done; at most some times a second. */
  readonly onProgress?: (done: number) => void;
  /** Ends the operation; its transaction is undone and the call rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * `bulk` goes to the reader kept for long questions, so that short ones never wait behind it; `list` to the one that keeps the list of
   * people in its memory (operations/people-list.ts).
   */
  readonly lane?: 'quick' | 'bulk' | 'list';
}

/**
 * The database as the rest of the engine sees it. The desktop and the terminal run it on threads of its own
 * (`threaded-store.ts`); rehearsals and tests run the same operations in place (`inline-store.ts`).
 *
 * Calls reject with `DomainError` for what a person can act on (disk full, read-only, broken file) and with `BugError` otherwise.
 */
export interface Store {
  write<Name extends WriteName>(
    name: Name,
    args: Parameters<Writes[Name]>[1],
    options?: CallOptions,
  ): Promise<ReturnType<Writes[Name]>>;
  read<Name extends ReadName>(
    name: Name,
    args: Parameters<Reads[Name]>[1],
    options?: CallOptions,
  ): Promise<ReturnType<Reads[Name]>>;
  /** Ends open work, checkpoints and closes. Safe to call twice. */
  close(): Promise<void>;
}
