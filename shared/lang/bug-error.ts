/**
 * An invariant of ours broke. Never used for input, network or files: those are `DomainError`.
 *
 * Whoever catches it stops the part that broke and reports; nothing is repaired by guessing (RELIABILITY A-10).
 */
export class BugError extends Error {
  override readonly name = 'BugError';
}
