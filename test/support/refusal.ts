import { DomainError } from '#shared/domain/errors.ts';

/** What a refused promise says, as `code: sentence`; fails the test when nothing was refused or something else broke. */
export async function refusalOf(action: Promise<unknown>): Promise<string> {
  try {
    await action;
  } catch (error) {
    if (error instanceof DomainError) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error('Nothing was refused.');
}
