import { z } from 'zod';
import { listBackups } from '#engine/upkeep/backup.ts';
import { appendRemovals } from '#engine/upkeep/removals-list.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { findPerson } from './find-person.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

/** What an erasure answers. Counts of rows that are gone. */
export interface ErasureReceipt {
  readonly account: string;
  readonly tokens: number;
  readonly messages: number;
  readonly consentEvents: number;
  /** Code to name this erasure by, towards the person or Meta (RELIABILITY D). */
  readonly receipt: string;
  /** Backups that still hold the person; a restore of one erases them again. */
  readonly backups: readonly string[];
}

/**
 * Removes everything about one person and keeps only what recognises them should a list bring them back (RELIABILITY P-01). The list
 * beside the database gets its line once the erasure is accepted: a refused one must not take effect at the next restore. Should the
 * program end between the two, the restore itself tells the list, from the hashes that erasures leave.
 */
export const erasePerson = documentUseCase({
  input: z.strictObject({ recipient: z.string().trim().min(1), account: z.string().nullable() }),
  audit: (_input, output: ErasureReceipt) => ({
    subject: output.receipt,
    detail: { tokens: output.tokens, messages: output.messages, consentEvents: output.consentEvents },
  }),
  run: async (input, context): Promise<ErasureReceipt> =>
    eraseRow(context, (await findPerson(context.parts, input.recipient, input.account)).recipientId),
});

/** The same for a person whose row number is known; see {@link erasePerson}. */
export async function eraseRow(
  { parts, services }: Pick<UseCaseContext, 'parts' | 'services'>,
  recipientId: number,
): Promise<ErasureReceipt> {
  const { store, ports, folder } = parts;
  const at = ports.clock.now();
  const line = await store.read('removals.erasedLine', { recipientId, at });
  if (line === null) throw refuse('personGone', {}, { where: 'recipient' });
  const { accountId, ...counts } = await store.write('person.erase', { recipientId, at }, { priority: 'urgent' });
  appendRemovals(folder, [line]);
  services.changed();
  return {
    account: toPublicId('account', accountId),
    ...counts,
    receipt: `erasure-${ports.random.hex(6)}`,
    backups: listBackups(folder),
  };
}
