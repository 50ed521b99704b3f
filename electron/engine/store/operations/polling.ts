import type { AccountId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, selectOne, type WritableDb } from '../database.ts';

/** When the platform's list of an account was last taken in; `null` = never. */
function readLastSyncAt(db: ReadableDb, args: { readonly id: AccountId }): EpochMs | null {
  const at = selectOne(db, 'SELECT last_sync_at_ms FROM account WHERE id = ?', [args.id])?.['last_sync_at_ms'] ?? null;
  return at as EpochMs | null; // INTEGER milliseconds by schema
}

/** Notes that the list was read and held nothing new. */
function noteSync(db: WritableDb, args: { readonly id: AccountId; readonly at: EpochMs }): void {
  execute(db, 'UPDATE account SET last_sync_at_ms = ? WHERE id = ?', [args.at, args.id]);
}

/** What webhooks brought lately. */
export interface WebhookTraffic {
  /** When the last one came; `null` = never. */
  readonly lastAt: EpochMs | null;
  /** Events that came since the instant asked for; counted up to {@link MOST_COUNTED}. */
  readonly since: number;
}

/** Newest events that are looked at, so that the answer costs the same however many there are (Sundial's choice). */
const MOST_COUNTED = 10_000;

/** Events that came live; those of imported logs are none. */
function readTraffic(db: ReadableDb, args: { readonly since: EpochMs }): WebhookTraffic {
  const row = selectOne(
    db,
    `SELECT max(received_at_ms) AS lastAt, ifnull(sum(received_at_ms >= ?), 0) AS since FROM (
       SELECT received_at_ms FROM webhook_event WHERE import_id IS NULL ORDER BY id DESC LIMIT ${MOST_COUNTED})`,
    [args.since],
  );
  return {
    lastAt: (row?.['lastAt'] ?? null) as EpochMs | null, // INTEGER milliseconds by schema
    since: Number(row?.['since'] ?? 0),
  };
}

/** Questions about what comes in by itself. */
export const pollingReads = { 'account.lastSyncAt': readLastSyncAt, 'webhook.traffic': readTraffic };
/** Changes by what comes in by itself. */
export const pollingWrites = { 'account.noteSync': noteSync };
