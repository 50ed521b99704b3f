import { execute, type ReadableDb, selectOne, type WritableDb } from '../database.ts';

/** Stores a setting; the earlier value is replaced. */
export function writeSetting(db: WritableDb, args: { readonly key: string; readonly value: string }): void {
  execute(db, 'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value', [
    args.key,
    args.value,
  ]);
}

/** The value of a setting; `null` when it was never set. */
export function readSetting(db: ReadableDb, args: { readonly key: string }): string | null {
  const row = selectOne(db, 'SELECT value FROM setting WHERE key = ?', [args.key]);
  return row === null ? null : String(row['value']);
}

/** Adds a line to the log of who did what when. */
export function writeAudit(
  db: WritableDb,
  args: {
    readonly at: number;
    readonly actor: string;
    readonly action: string;
    readonly subject: string;
    readonly detail: unknown;
  },
): void {
  execute(db, 'INSERT INTO audit_event (at_ms, actor, action, subject, detail_json) VALUES (?, ?, ?, ?, ?)', [
    args.at,
    args.actor,
    args.action,
    args.subject,
    JSON.stringify(args.detail ?? null),
  ]);
}

/** Changes of settings and the audit log. */
export const settingWrites = { 'setting.write': writeSetting, 'audit.write': writeAudit };
/** Questions about settings. */
export const settingReads = { 'setting.read': readSetting };
