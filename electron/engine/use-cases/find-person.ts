import type { EngineParts } from '#engine/engine-parts.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { findAccount } from './find-account.ts';

/**
 * The person somebody means by a Meta id.
 *
 * @throws {DomainError} `notFound`, or `invalidInput` when several accounts know the same id and none was named.
 */
export async function findPerson(
  parts: EngineParts,
  scopedId: string,
  account: string | null,
): Promise<{ readonly recipientId: number; readonly accountId: number }> {
  const accountId = account === null ? null : (await findAccount(parts, account)).id;
  const [first, second] = await parts.store.read('person.find', { scopedId, accountId });
  if (first === undefined) {
    throw new DomainError('notFound', `Nobody here has the Meta id "${scopedId}".`, 'recipient');
  }
  if (second !== undefined) {
    const sentence = `Several accounts know the Meta id "${scopedId}" (a${first.accountId}, a${second.accountId}); say which with --account.`;
    throw new DomainError('invalidInput', sentence, 'account');
  }
  return first;
}
