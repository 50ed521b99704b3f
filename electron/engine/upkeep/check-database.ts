import type { EngineParts } from '#engine/engine-parts.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { DAY } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';

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
  if (!(await isCheckDue(parts, now))) return;
  // Nothing is sent yet, so nobody waits behind it on the reader for quick questions.
  const faults = await parts.store.read('upkeep.quickCheck', null);
  if (faults.length > 0) {
    throw refuse(
      'databaseFaulty',
      { folder: parts.folder },
      {
        where: 'sundial.db',
        terminal: ` (${faults[0] ?? ''}); nothing is sent from it. Restore the last backup.`,
      },
    );
  }
  await parts.store.write('upkeep.noteChecked', { at: now });
}

/** Asks the two settings only: counting what the tables hold would delay the first message of a large workspace. */
async function isCheckDue({ store }: EngineParts, now: EpochMs): Promise<boolean> {
  if ((await store.read('setting.read', { key: 'checkWanted' })) === 'yes') return true;
  const lastCheckAt = Number((await store.read('setting.read', { key: 'lastCheckAt' })) ?? Number.NaN);
  // A check that was never made is due, and so is one that lies in the future by this clock.
  return !(lastCheckAt <= now && now - lastCheckAt < CHECK_AFTER_MS);
}
