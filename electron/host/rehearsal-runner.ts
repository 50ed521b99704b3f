import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { RehearsalReport } from '#engine/rehearsal/rehearsal-report.ts';
import type { RehearsalRunner } from '#engine/rehearsal/rehearsal-request.ts';
import { fromWireError } from '#engine/store/thread-protocol.ts';
import { type ThreadLeaving, threadLeaving } from '#engine/thread-leaving.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import type { RehearsalWord } from './rehearsal-thread.ts';

const ENTRY = new URL('./rehearsal-thread.ts', import.meta.url);

/** Plays each rehearsal on a thread of its own, so that sending for real goes on meanwhile. */
export function createRehearsalRunner(): RehearsalRunner {
  return {
    play: async (request, { signal, onProgress }) => {
      signal.throwIfAborted();
      const worker = new Worker(ENTRY, { workerData: request });
      const leaving = threadLeaving(worker);
      const stop = (): void => void leaving.leave();
      signal.addEventListener('abort', stop, { once: true });
      try {
        return await outcomeOf(worker, { onProgress, answered: leaving.answered });
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      } finally {
        signal.removeEventListener('abort', stop);
        await leaving.leave();
      }
    },
  };
}

function outcomeOf(
  worker: Worker,
  {
    onProgress,
    answered,
  }: Pick<Parameters<RehearsalRunner['play']>[1], 'onProgress'> & Pick<ThreadLeaving, 'answered'>,
): Promise<RehearsalReport> {
  const { promise, resolve, reject } = Promise.withResolvers<RehearsalReport>();
  worker.on('message', (word: RehearsalWord) => {
    if (word.kind === 'progress') return onProgress(word.progress);
    answered();
    if (word.kind === 'done') resolve(word.report);
    else reject(fromWireError(word.error));
  });
  worker.once('error', reject);
  void once(worker, 'exit').then(() => reject(new BugError('A rehearsal ended without a report.')), reject);
  return promise;
}
