import type { Worker } from 'node:worker_threads';

/** How a thread that does one thing comes to its end. */
export interface ThreadLeaving {
  /** Notes that the thread has given its answer: it leaves by itself now. */
  readonly answered: () => void;
  /** Resolves when the thread is gone. Cuts it off when it has given no answer. Safe to call twice. */
  readonly leave: () => Promise<void>;
}

/**
 * Lets a thread that has answered, or that breaks, leave by itself, and cuts off only one whose answer nobody wants any more.
 *
 * A thread that is cut off while it leaves can take the whole process with it: one of ten whole test runs ended with a segmentation
 * fault in a thread of the importers, each of which was cut off right after its answer.
 */
export function threadLeaving(worker: Worker): ThreadLeaving {
  let isLeaving = false;
  // A thread that broke ends by itself as well.
  worker.once('error', () => {
    isLeaving = true;
  });
  const gone = new Promise<void>((resolve) => {
    worker.once('exit', () => resolve());
  });
  return {
    answered: () => {
      isLeaving = true;
    },
    leave: async () => {
      if (!isLeaving) await worker.terminate();
      await gone;
    },
  };
}
