import { createInterface } from 'node:readline/promises';
import { DomainError } from '#shared/domain/errors.ts';
import type { Invocation } from './command.ts';

/**
 * Asks before something that cannot be taken back. `--yes` answers; without a terminal nothing is asked (DESIGN 10).
 *
 * @throws {DomainError} `confirmationNeeded` when there is nobody to ask, or the answer is no.
 */
export async function confirm(invocation: Invocation, question: string): Promise<void> {
  if (invocation.yes) return;
  const { io } = invocation;
  if (invocation.json || !io.isTerminal.input || !io.isTerminal.error) {
    throw new DomainError('confirmationNeeded', `${question} Say so with --yes.`, '--yes');
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await lines.question(`${question} Type yes to go on: `, { signal: io.signal });
    if (answer.trim().toLowerCase() !== 'yes') {
      throw new DomainError('confirmationNeeded', 'Nothing was done.', '--yes');
    }
  } finally {
    lines.close();
  }
}
