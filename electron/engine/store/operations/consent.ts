import type { RecipientId } from '#shared/domain/ids.ts';
import { type BrokenChain, findBrokenChains } from '../consent-chain.ts';
import type { ReadableDb } from '../database.ts';

/**
 * Checks the consent record of one person, or of all with `null`: every entry must fit the hash of the one before it (RELIABILITY
 * P-06). Empty = nothing was changed.
 */
export function verifyConsent(
  db: ReadableDb,
  args: { readonly recipientId: RecipientId | null },
): readonly BrokenChain[] {
  return findBrokenChains(db, args.recipientId);
}

/** Questions about consent. */
export const consentReads = { 'consent.verify': verifyConsent };
