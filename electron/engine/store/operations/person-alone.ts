import type { AccountId, RecipientId, ScopedId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, selectOne } from '../database.ts';

/** A person by themselves, whether they hold a permission or not. */
export interface PersonAlone {
  readonly accountId: AccountId;
  readonly recipient: ScopedId;
  readonly name: string | null;
  readonly zone: string | null;
  readonly suppressedAt: EpochMs | null;
}

/** The row of a person; `null` = there is none. */
export function readPersonAlone(db: ReadableDb, args: { readonly recipientId: RecipientId }): PersonAlone | null {
  const row = selectOne(
    db,
    'SELECT account_id, scoped_id, display_name, zone, suppressed_at_ms FROM recipient WHERE id = ?',
    [args.recipientId],
  );
  if (row === null) return null;
  return {
    accountId: Number(row['account_id']) as AccountId, // row id
    recipient: String(row['scoped_id']) as ScopedId, // TEXT NOT NULL by schema
    name: row['display_name'] as string | null, // TEXT by schema
    zone: row['zone'] as string | null, // TEXT by schema
    suppressedAt: row['suppressed_at_ms'] as EpochMs | null, // INTEGER or NULL by schema
  };
}

/** Questions about one person. */
export const personAloneReads = { 'person.alone': readPersonAlone };
