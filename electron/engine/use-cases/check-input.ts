import type { z } from 'zod';
import { DomainError } from '#shared/domain/errors.ts';

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
  throw new DomainError(
    'invalidInput',
    `"${where}" is not right for ${name}: ${issue?.message ?? 'not allowed'}.`,
    where,
  );
}
