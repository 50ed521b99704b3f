import type { z } from 'zod';
import { refuse } from '#shared/domain/refusals/refuse.ts';

/**
 * Checks what came over the edge against a use case's schema.
 *
 * @throws {DomainError} `invalidInput` in one sentence: the first field that is wrong, and what is allowed there.
 */
export function checkInput<Input>(schema: z.ZodType<Input>, value: unknown, name: string): Input {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? name : issue.path.map(String).join('.');
  const what = issue?.message ?? 'not allowed';
  const terminal = what.startsWith('must ') ? ` ${what}.` : ` is not taken: ${what}.`;
  throw refuse('valueNotTaken', { place: where }, { where, terminal });
}
