import { type ReadableDb, selectOne, type WritableDb } from './database.ts';
import { readSetting, writeSetting } from './operations/settings.ts';
import type { IdentityBreak } from './workspace-identity.ts';

/** Why nothing is sent from a database until it was compared with the platform (DESIGN 6.8). */
export type DisarmReason = Exclude<IdentityBreak, null> | 'restored';

/**
 * Takes the right to send from a database: it was restored or copied, so it may not know what was sent since. Sending starts again
 * once the dispatcher has read the platform's side (DESIGN 6.8).
 */
export function disarm(db: WritableDb, args: { readonly at: number; readonly because: DisarmReason }): void {
  writeSetting(db, { key: 'armed', value: 'false' });
  writeSetting(db, { key: 'restoredAt', value: String(args.at) });
  writeSetting(db, { key: 'disarmedBecause', value: args.because });
}

/** Whether a database may send; a new one may. */
export function isArmed(db: ReadableDb): boolean {
  return readSetting(db, { key: 'armed' }) !== 'false';
}

/**
 * Notes that the workspace is open. A mark of an earlier opening that was never taken back means an unclean end, after which the
 * database is checked before the next claim; the wish for a check stays until one has passed.
 */
export function noteOpened(db: WritableDb): void {
  if (readSetting(db, { key: 'session' }) === 'open') writeSetting(db, { key: 'checkWanted', value: 'yes' });
  writeSetting(db, { key: 'session', value: 'open' });
}

/** Notes an orderly end; see {@link noteOpened}. */
export function noteClosed(db: WritableDb): void {
  writeSetting(db, { key: 'session', value: 'closed' });
}

/** Whether the tables are there at all: a file of another program, or one that was never finished, has none. */
export function isWorkspaceDatabase(db: ReadableDb): boolean {
  const row = selectOne(
    db,
    `SELECT count(*) AS n FROM sqlite_schema WHERE type = 'table' AND name IN ('setting', 'delivery', 'notification_token', 'account')`,
  );
  return Number(row?.['n']) === 4;
}
