import { DomainError } from '#shared/domain/errors.ts';
import type { Invocation } from './command.ts';
import { flag } from './invocation-options.ts';
import { UsageError } from './usage-error.ts';

/**
 * Reads a Page key from standard input: never from an argument, which other users of the computer could read.
 *
 * @throws {UsageError} when `--access-token-stdin` was not given; {@link DomainError} `invalidInput` when nothing came.
 */
export async function readAccessToken(invocation: Invocation): Promise<string> {
  if (!flag(invocation, 'accessTokenStdin')) {
    throw new UsageError(
      'The Page key is read from standard input; say so with --access-token-stdin.',
      '--access-token-stdin',
    );
  }
  if (invocation.io.isTerminal.input) invocation.io.writeError('Paste the Page key and press Enter, then Ctrl-D:\n');
  const text = (await invocation.io.readInput()).trim();
  if (text === '') throw new DomainError('invalidInput', 'Standard input held no Page key.', '--access-token-stdin');
  return text;
}

/**
 * Reads the app secret of a Meta app from standard input, for the same reason.
 *
 * @throws {UsageError} when `--app-secret-stdin` was not given; {@link DomainError} `invalidInput` when nothing came.
 */
export async function readAppSecret(invocation: Invocation): Promise<string> {
  if (!flag(invocation, 'appSecretStdin')) {
    throw new UsageError(
      'The app secret is read from standard input; say so with --app-secret-stdin.',
      '--app-secret-stdin',
    );
  }
  const text = (await invocation.io.readInput()).trim();
  if (text === '') throw new DomainError('invalidInput', 'Standard input held no app secret.', '--app-secret-stdin');
  return text;
}
