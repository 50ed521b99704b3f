import { BugError } from './bug-error.ts';

/**
 * Ends an exhaustive `switch`: the compiler refuses a call while a case is missing.
 *
 * @throws {BugError} when a value outside its declared union arrives at run time.
 */
export function assertNever(value: never, what: string): never {
  throw new BugError(`Unhandled ${what}: ${JSON.stringify(value)}.`);
}
