import type { ClaimArgs, ClaimGroup } from '#engine/store/operations/claims.ts';
import type { Store } from '#engine/store/store.ts';
import { BugError } from '#shared/lang/bug-error.ts';

interface Waiting {
  readonly args: ClaimArgs;
  readonly resolve: (group: ClaimGroup) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Commits the claims of several accounts together: while one commit runs, the groups that other accounts ask for gather and go with
 * the next. Each group stays as small as DESIGN 6.1 says; what is shared is the wait for the disk, which on a laptop is most of it.
 */
export class ClaimDesk {
  readonly #store: Store;
  #waiting: Waiting[] = [];
  #isRunning = false;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Claims one group; rejects as the store does, and then nothing was claimed. */
  claim(args: ClaimArgs): Promise<ClaimGroup> {
    const { promise, resolve, reject } = Promise.withResolvers<ClaimGroup>();
    this.#waiting.push({ args, resolve, reject });
    if (!this.#isRunning) {
      this.#isRunning = true;
      // One turn later: lanes that wake together claim together.
      void Promise.resolve().then(() => this.#run());
    }
    return promise;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        const asked = { groups: batch.map(({ args }) => args) };
        const { groups } = await this.#store.write('claim.group', asked, { priority: 'urgent' });
        batch.forEach(({ resolve, reject }, index) => {
          const group = groups[index];
          if (group === undefined) reject(new BugError('A claim was not answered.'));
          else resolve(group);
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#isRunning = false;
  }
}
