import type { ConsentKind, ConsentSource } from '#shared/domain/consent.ts';
import type { RecipientId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type BrokenChain, findBrokenChains } from '../consent-chain.ts';
import { type ReadableDb, selectAll } from '../database.ts';

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

/** One entry of a person's consent record with its seal. */
export interface SealedConsent {
  readonly kind: ConsentKind;
  readonly at: EpochMs;
  readonly recordedAt: EpochMs;
  readonly source: ConsentSource;
  /** Title of the card; `null` = not known, or the entry is about an import. */
  readonly wording: string | null;
  /** SHA-256 over the entry and the hash before it, as hex. */
  readonly hash: string;
}

/** A person's consent record, oldest first, and whether every entry still fits its seal. */
export interface SealedRecord {
  readonly entries: readonly SealedConsent[];
  readonly isWhole: boolean;
}

/** The record of a person, with that of earlier rows of the same person which an undone import had taken away. */
export function readSealedConsent(db: ReadableDb, args: { readonly recipientId: RecipientId }): SealedRecord {
  const rows = selectAll(
    db,
    `SELECT * FROM consent_event WHERE recipient_id = ?1 OR recipient_id IN (
       SELECT gone.recipient_id FROM consent_event gone
       WHERE gone.kind = 'importUndone' AND gone.wording = (SELECT scoped_id FROM recipient WHERE id = ?1)
         AND NOT EXISTS (SELECT 1 FROM recipient r WHERE r.id = gone.recipient_id))
     ORDER BY id`,
    [args.recipientId],
  );
  const people = new Set(rows.map((row) => Number(row['recipient_id'])));
  return {
    isWhole: [...people].every((id) => findBrokenChains(db, id).length === 0),
    entries: rows.map((row) => ({
      kind: row['kind'] as ConsentKind, // closed by CHECK
      at: Number(row['at_ms']) as EpochMs, // NOT NULL by schema
      recordedAt: Number(row['recorded_at_ms']) as EpochMs, // NOT NULL by schema
      source: row['source'] as ConsentSource, // closed by CHECK
      // An undone import names the person there, not a title.
      wording: row['kind'] === 'importUndone' ? null : (row['wording'] as string | null), // TEXT by schema
      hash: (row['hash'] as Buffer).toString('hex'), // BLOB by schema
    })),
  };
}

/** Questions about consent. */
export const consentReads = { 'consent.verify': verifyConsent, 'consent.sealed': readSealedConsent };
