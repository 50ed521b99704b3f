import { DomainError } from '#shared/domain/errors.ts';

/** The refusal that a piece of work throws; fails the test when nothing was refused or something else broke. */
export function refusalIn(work: () => unknown): DomainError {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}
