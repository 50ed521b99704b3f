import type { EngineParts } from '#engine/engine-parts.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { DAY } from '#shared/time/duration.ts';

/** Days after which the file is checked although every end was orderly (DESIGN 6.8). */
const CHECK_AFTER_MS = 7 * DAY;

/**
 * Checks the database on a reader before the first claim, when the last end was unclean or the last check is 7 days old (DESIGN 6.8,
 * RELIABILITY B-19).
 *
 * @throws {DomainError} `databaseBroken`: nothing is sent from a database that fails.
 */
export async function checkBeforeSending(parts: EngineParts): Promise<void> {
  const now = parts.ports.clock.now();
  const { checkWanted, lastCheckAt } = await parts.store.read('upkeep.databaseFacts', null);
  if (!checkWanted && lastCheckAt !== null && now - lastCheckAt < CHECK_AFTER_MS && lastCheckAt <= now) return;
  // Nothing is sent yet, so nobody waits behind it on the reader for quick questions.
  const faults = await parts.store.read('upkeep.quickCheck', null);
  if (faults.length > 0) {
    throw new DomainError(
      'databaseBroken',
      `The database in "${parts.folder}" is damaged (${faults[0] ?? ''}); nothing is sent from it. Restore the last backup.`,
      'sundial.db',
    );
  }
  await parts.store.write('upkeep.noteChecked', { at: now });
}
