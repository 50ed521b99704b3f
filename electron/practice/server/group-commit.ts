import type { PracticeAnswer } from '#practice/http-message.ts';
import type { Practice } from '#practice/practice.ts';
import type { ReadCall } from '#practice/read-call.ts';
import type { LedgerEntry } from '#practice/records/message-records.ts';
import type { PracticeRuntime } from './practice-runtime.ts';

/** Collects the calls that arrive together and carries them out with one commit. */
export type GroupCommit = {
  /** Queues a call; `done` gets its answer once everything it did is on disk, `null` when the platform broke. */
  add(call: ReadCall, done: (answer: PracticeAnswer | null) => void): void;
  /** Carries out what is queued, now, and answers `null` to whatever comes later. */
  close(): void;
};

/**
 * Makes the queue.
 *
 * @param record - writes accepted messages to the ledger file; runs before any answer leaves.
 * @param broke - told why a group could not be carried out; none of its calls is answered as accepted.
 */
export function createGroupCommit(
  practice: Practice,
  runtime: PracticeRuntime,
  record: (accepted: readonly LedgerEntry[]) => void,
  broke: (error: unknown) => void,
): GroupCommit {
  let closed = false;
  let waiting: { readonly call: ReadCall; readonly done: (answer: PracticeAnswer | null) => void }[] = [];
  const flush = (): void => {
    const group = waiting;
    waiting = [];
    if (group.length === 0) return;
    const answers = perform(group.map(({ call }) => call));
    for (const [index, { done }] of group.entries()) done(answers?.[index] ?? null);
  };
  const perform = (calls: readonly ReadCall[]): readonly PracticeAnswer[] | null => {
    try {
      const { answers, accepted } = practice.perform(calls);
      if (accepted.length > 0) record(accepted);
      return answers;
    } catch (error) {
      broke(error);
      return null;
    }
  };
  return {
    add(call, done) {
      if (closed) return done(null);
      waiting.push({ call, done });
      if (waiting.length === 1) runtime.soon(flush);
    },
    close() {
      flush();
      closed = true;
    },
  };
}
