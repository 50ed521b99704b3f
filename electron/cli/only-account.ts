import { DomainError } from '#shared/domain/errors.ts';
import { callUseCase } from './caller.ts';
import type { Invocation } from './command.ts';

/**
 * The account of a data folder that has one only.
 *
 * @throws {DomainError} `invalidInput` when there are several or none.
 */
export async function onlyAccount(invocation: Invocation): Promise<string> {
  const ids: string[] = [];
  const call = { name: 'account.list', input: {}, store: 'inPlace' } as const;
  await callUseCase(invocation, call, {
    onProgress: () => undefined,
    onRow: async (row) => {
      ids.push((row as { readonly id: string }).id); // a row of `account.list`
    },
  });
  const [id] = ids;
  if (id !== undefined && ids.length === 1) return id;
  const which =
    ids.length === 0 ? 'there is none; add one with: account add --practice' : `there are ${ids.join(', ')}`;
  throw new DomainError('invalidInput', `Say which account with --account: ${which}.`, '--account');
}
