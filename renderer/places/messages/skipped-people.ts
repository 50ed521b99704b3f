import type { Reason } from '#shared/domain/reason.ts';

/**
 * Skipped permissions, told apart: those of people who get nothing, and those of people who get the message through another of
 * their permissions. Only the first are missing anything.
 */
export function skippedPeople({
  skipped,
  byReason,
}: {
  readonly skipped: number;
  readonly byReason: readonly { readonly reason: Reason; readonly count: number }[];
}): {
  readonly skipped: number;
  readonly gotAnyway: number;
} {
  const gotAnyway = byReason.find(({ reason }) => reason === 'sameRecipient')?.count ?? 0;
  return { skipped: skipped - gotAnyway, gotAnyway };
}
