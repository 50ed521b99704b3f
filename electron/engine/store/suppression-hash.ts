import { createHmac } from 'node:crypto';
import { BugError } from '#shared/lang/bug-error.ts';
import { execute, type ReadableDb, type WritableDb } from './database.ts';
import { readSetting } from './operations/settings.ts';

/** Name of the setting that holds the workspace's salt. Made once; every backup carries it, so hashes stay comparable. */
const SALT = 'suppressionSalt';

/** What is hashed: a person or a notification token, on an account known by platform and Page rather than by row number. */
export interface HashedSubject {
  readonly kind: 'person' | 'token';
  readonly platform: string;
  readonly pageId: string;
  /** The scoped id or the notification token. */
  readonly id: string;
}

/**
 * The columns `platform` and `page_id` of a subject's account, as hashes take them: those the account began with. Who was erased while
 * only a list was here, before its Page was connected, is recognised afterwards too, and so is everybody in an older backup.
 */
export const HASHED_ACCOUNT =
  'ifnull(account.first_platform, account.platform) AS platform, ifnull(account.first_page_id, account.page_id) AS page_id';

/** Gives a new database its id and its salt; a database that has them keeps them. */
export function ensureIds(db: WritableDb, args: { readonly databaseId: string; readonly salt: string }): void {
  const write = 'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING';
  execute(db, write, ['databaseId', args.databaseId]);
  execute(db, write, [SALT, args.salt]);
}

/** Whether the database has its salt: one that no engine ever started on has none, and nobody to remember. */
export function hasSalt(db: ReadableDb): boolean {
  return readSetting(db, { key: SALT }) !== null;
}

/**
 * The function that turns a person or token into what may be kept of it after an erasure: a keyed hash, in hex. It recognises the
 * person when a list brings them back, and tells nothing to who does not have the id already (DESIGN 3, RELIABILITY P-01, P-03).
 *
 * @throws {BugError} when the workspace has no salt, which the engine gives it at its first start.
 */
export function suppressionHasher(db: ReadableDb): (subject: HashedSubject) => string {
  const salt = readSetting(db, { key: SALT });
  if (salt === null) throw new BugError('This workspace has no salt for suppressions.');
  return ({ kind, platform, pageId, id }) =>
    createHmac('sha256', salt).update([kind, platform, pageId, id].join('\n')).digest('hex');
}
