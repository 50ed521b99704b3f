import type { Account, AccountState, AccountStopReason, Platform } from '#shared/domain/account.ts';
import { type AccountId, toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
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
  refuseTwin(db, args);
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

function refuseTwin(
  db: ReadableDb,
  args: Pick<Account, 'platform' | 'pageId' | 'isPractice' | 'apiBase'>,
  except: AccountId | null = null,
): void {
  const twin = selectOne(
    db,
    `SELECT id FROM account
     WHERE platform = ? AND page_id = ? AND is_practice = ? AND ifnull(api_base, '') = ? AND id IS NOT ?`,
    [args.platform, args.pageId, args.isPractice ? 1 : 0, args.apiBase ?? '', except],
  );
  if (twin === null) return;
  const id = toPublicId('account', Number(twin['id']));
  throw refuse('pageConnected', { page: args.pageId, account: id }, { where: 'page id' });
}

/**
 * Gives an account that is there its Page: one that was made for a list before its Page was connected, or one whose key is renewed.
 *
 * @throws {DomainError} `invalidInput` when another account has this Page; `wrongState` when this one has sent for another Page.
 */
export function connectAccount(
  db: WritableDb,
  args: Pick<Account, 'id' | 'platform' | 'pageId' | 'igId' | 'name' | 'pageZone' | 'apiBase'>,
): void {
  const present = readAccount(db, args);
  if (present === null) throw refuse('accountUnknown', { account: args.id }, { where: 'account', terminal: '.' });
  const isOther = present.pageId !== args.pageId || present.platform !== args.platform || present.isPractice;
  if (isOther && hasSent(db, args)) {
    const id = toPublicId('account', args.id);
    throw refuse('accountOfOtherPage', { account: id, page: present.pageId, other: args.pageId }, { where: 'page id' });
  }
  refuseTwin(db, { ...args, isPractice: false }, args.id);
  execute(
    db,
    `UPDATE account SET platform = ?, is_practice = 0, page_id = ?, ig_id = ?, name = ?, page_zone = ?, api_base = ?,
       first_platform = ifnull(first_platform, platform), first_page_id = ifnull(first_page_id, page_id)
     WHERE id = ?`,
    [args.platform, args.pageId, args.igId, args.name, args.pageZone, args.apiBase, args.id],
  );
}

/** Changes what a person may change of an account. */
export function changeAccount(db: WritableDb, args: Pick<Account, 'id' | 'name' | 'pageZone' | 'pacePerSecond'>): void {
  execute(db, 'UPDATE account SET name = ?, page_zone = ?, pace_per_second = ? WHERE id = ?', [
    args.name,
    args.pageZone,
    args.pacePerSecond,
    args.id,
  ]);
}

/** Tables whose rows belong to an account; one row in any of them and the account stays. */
const BELONGINGS = [
  'recipient',
  'campaign',
  'import',
  'webhook_event',
  'suppression',
  'forgotten_stop',
  'answer_hour',
  'opt_in_template',
] as const;

/** Whether nothing hangs on an account. */
export function isUnusedAccount(db: ReadableDb, args: { readonly id: AccountId }): boolean {
  return BELONGINGS.every(
    (table) => selectOne(db, `SELECT 1 FROM ${table} WHERE account_id = ? LIMIT 1`, [args.id]) === null,
  );
}

/**
 * Removes an account on which nothing hangs.
 *
 * @returns whether it was removed; `false` = something hangs on it, and it stays.
 */
export function removeAccount(db: WritableDb, args: { readonly id: AccountId }): boolean {
  if (!isUnusedAccount(db, args)) return false;
  return execute(db, 'DELETE FROM account WHERE id = ?', [args.id]).changes === 1;
}

/** Whether any message of an account was ever on its way. */
export function hasSent(db: ReadableDb, args: { readonly id: AccountId }): boolean {
  return selectOne(db, 'SELECT 1 FROM answer_hour WHERE account_id = ? LIMIT 1', [args.id]) !== null;
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
  'account.connect': connectAccount,
  'account.change': changeAccount,
  'account.remove': removeAccount,
};
/** Questions about accounts. */
export const accountReads = {
  'account.list': listAccounts,
  'account.read': readAccount,
  'account.isUnused': isUnusedAccount,
  'account.hasSent': hasSent,
};
