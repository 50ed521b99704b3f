import type { Account, AccountState, AccountStopReason, Platform } from '#shared/domain/account.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { type AccountId, toPublicId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, type Row, selectAll, selectOne, type WritableDb } from '../database.ts';

/** What is needed to add an account; it starts active. */
export type NewAccount = Pick<
  Account,
  | 'platform'
  | 'isPractice'
  | 'pageId'
  | 'igId'
  | 'name'
  | 'pageZone'
  | 'apiBase'
  | 'apiVersion'
  | 'rulePack'
  | 'pacePerSecond'
  | 'createdAt'
>;

/**
 * Adds an account and returns its id.
 *
 * @throws {DomainError} `invalidInput` when the same Page was added before.
 */
export function insertAccount(db: WritableDb, args: NewAccount): AccountId {
  const twin = selectOne(
    db,
    `SELECT id FROM account WHERE platform = ? AND page_id = ? AND is_practice = ? AND ifnull(api_base, '') = ?`,
    [args.platform, args.pageId, args.isPractice ? 1 : 0, args.apiBase ?? ''],
  );
  if (twin !== null) {
    const id = toPublicId('account', Number(twin['id']));
    throw new DomainError('invalidInput', `Page ${args.pageId} is connected already, as account ${id}.`, 'page id');
  }
  const { lastId } = execute(
    db,
    `INSERT INTO account (platform, is_practice, page_id, ig_id, name, page_zone, api_base, api_version, rule_pack, pace_per_second, state, created_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'active', ?)`,
    [
      args.platform,
      args.isPractice ? 1 : 0,
      args.pageId,
      args.igId,
      args.name,
      args.pageZone,
      args.apiBase,
      args.apiVersion,
      args.rulePack,
      args.pacePerSecond,
      args.createdAt,
    ],
  );
  return lastId as AccountId; // a row id of this table
}

/** All accounts, oldest first. */
export function listAccounts(db: ReadableDb, _args: null): readonly Account[] {
  return selectAll(db, 'SELECT * FROM account ORDER BY id').map(rowToAccount);
}

/** One account, or `null` when there is none with this id. */
export function readAccount(db: ReadableDb, args: { readonly id: AccountId }): Account | null {
  const row = selectOne(db, 'SELECT * FROM account WHERE id = ?', [args.id]);
  return row === null ? null : rowToAccount(row);
}

/**
 * Pauses (until an instant) or freezes an account and says why. The first stop keeps its beginning.
 *
 * A weaker stop than the one that stands changes nothing, so that answers still on the wire never soften a freeze: a freeze is
 * replaced by no pause, a pause only by a freeze or a later end; a freeze for the clock, which ends by itself, by any other freeze.
 *
 * @returns whether the row was changed.
 */
export function stopAccount(
  db: WritableDb,
  args: {
    readonly id: AccountId;
    readonly reason: AccountStopReason;
    readonly detail: string | null;
    readonly at: EpochMs;
    /** `null` freezes it until a person acts. */
    readonly until: EpochMs | null;
  },
): boolean {
  const { changes } = execute(
    db,
    `UPDATE account SET state = @state, stop_reason = @reason, stop_detail = @detail, stopped_until_at_ms = @until,
       stopped_since_at_ms = ifnull(stopped_since_at_ms, @at)
     WHERE id = @id AND (state = 'active' OR (state = 'paused' AND (@until IS NULL OR @until >= stopped_until_at_ms))
       OR (state = 'frozen' AND stop_reason = 'clockSkew' AND @until IS NULL))`,
    {
      id: args.id,
      state: args.until === null ? 'frozen' : 'paused',
      reason: args.reason,
      detail: args.detail,
      until: args.until,
      at: args.at,
    },
  );
  return changes === 1;
}

/**
 * Lets an account send again.
 *
 * @param args.seen - the stop whose cause is gone; another one that came meanwhile stays. `null` = a person lets it go, whatever stands.
 * @returns whether the account sends now because of this.
 */
export function activateAccount(
  db: WritableDb,
  args: {
    readonly id: AccountId;
    readonly seen: { readonly reason: AccountStopReason | null; readonly until: EpochMs | null } | null;
  },
): boolean {
  const { changes } = execute(
    db,
    `UPDATE account SET state = 'active', stop_reason = NULL, stop_detail = NULL, stopped_until_at_ms = NULL, stopped_since_at_ms = NULL
     WHERE id = @id AND (@anyStop = 1 OR (stop_reason IS @reason AND stopped_until_at_ms IS @until))`,
    {
      id: args.id,
      anyStop: args.seen === null ? 1 : 0,
      reason: args.seen?.reason ?? null,
      until: args.seen?.until ?? null,
    },
  );
  return changes === 1;
}

/** Notes the first accepted campaign message of an account (DESIGN 6.7). */
export function proveAccount(db: WritableDb, args: { readonly id: AccountId; readonly at: EpochMs }): void {
  execute(db, 'UPDATE account SET proven_at_ms = ifnull(proven_at_ms, ?) WHERE id = ?', [args.at, args.id]);
}

/** Reads an account row. */
export function rowToAccount(row: Row): Account {
  const instant = (value: unknown): EpochMs | null => (value === null ? null : (Number(value) as EpochMs)); // INTEGER milliseconds by schema
  const text = (value: unknown): string | null => value as string | null; // TEXT by schema
  return {
    id: Number(row['id']) as AccountId, // row id
    platform: row['platform'] as Platform, // closed by CHECK
    isPractice: row['is_practice'] === 1,
    pageId: String(row['page_id']),
    igId: text(row['ig_id']),
    name: String(row['name']),
    pageZone: String(row['page_zone']),
    apiBase: text(row['api_base']),
    apiVersion: String(row['api_version']),
    rulePack: String(row['rule_pack']),
    pacePerSecond: Number(row['pace_per_second']),
    state: row['state'] as AccountState, // closed by CHECK
    stopReason: row['stop_reason'] as AccountStopReason | null, // closed by CHECK
    stopDetail: text(row['stop_detail']),
    stoppedUntil: instant(row['stopped_until_at_ms']),
    stoppedSince: instant(row['stopped_since_at_ms']),
    provenAt: instant(row['proven_at_ms']),
    createdAt: Number(row['created_at_ms']) as EpochMs, // NOT NULL by schema
  };
}

/** Changes of accounts. */
export const accountWrites = {
  'account.insert': insertAccount,
  'account.stop': stopAccount,
  'account.activate': activateAccount,
  'account.prove': proveAccount,
};
/** Questions about accounts. */
export const accountReads = { 'account.list': listAccounts, 'account.read': readAccount };
