import { execute, type ReadableDb, selectAll, selectOne, type WritableDb } from '../database.ts';

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

/** All settings whose key begins with a prefix, by key. */
export function listSettings(db: ReadableDb, args: { readonly prefix: string }): ReadonlyMap<string, string> {
  const rows = selectAll(db, 'SELECT key, value FROM setting WHERE key >= ? AND key < ?', [
    args.prefix,
    `${args.prefix}\u{10ffff}`,
  ]);
  return new Map(rows.map((row) => [String(row['key']), String(row['value'])]));
}

/** Stores several settings at once. */
export function writeSettings(db: WritableDb, args: ReadonlyMap<string, string>): void {
  for (const [key, value] of args) writeSetting(db, { key, value });
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
export const settingWrites = {
  'setting.write': writeSetting,
  'setting.writeAll': writeSettings,
  'audit.write': writeAudit,
};
/** Questions about settings. */
export const settingReads = { 'setting.read': readSetting, 'setting.list': listSettings };
