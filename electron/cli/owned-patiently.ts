import { readOwner } from '#engine/store/owner-file.ts';
import { DomainError } from '#shared/domain/errors.ts';
import type { Invocation } from './command.ts';

/** Owners that stay: a command that must own the data folder itself is refused at once while one lives (DESIGN 2, Ownership). */
const LASTING_ROLES: readonly string[] = ['run', 'serve', 'desktop'];
/** How long a short command of somebody else is waited for, in ms (Sundial's choice). */
const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 25;

/**
 * Does what needs the data folder for itself. A short command that holds it at the moment is waited for; a lasting owner is not.
 *
 * @throws {DomainError} `workspaceOwned` with the owner's name.
 */
export async function ownedPatiently<T>(invocation: Invocation, work: () => Promise<T>): Promise<T> {
  const { clock, io } = invocation;
  const startedAtMs = clock.monotonicMs();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'workspaceOwned') throw error;
      const role = readOwner(invocation.folder)?.role ?? '';
      if (LASTING_ROLES.includes(role) || clock.monotonicMs() - startedAtMs > WAIT_MS) throw error;
    }
    await clock.sleep(LOOK_EVERY_MS, io.signal);
    io.signal.throwIfAborted();
  }
}
