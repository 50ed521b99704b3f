import type { PlatformFile } from './platform-file.ts';

/** Small facts that outlive the process: the seed, the Pages' subscriptions. */
export type SettingRecords = {
  /** The text kept under a key; `null` when there is none. */
  read(key: string): string | null;
  write(key: string, value: string): void;
};

/** Statements on the settings of an open platform file. */
export function createSettingRecords(database: PlatformFile): SettingRecords {
  const select = database.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?');
  const upsert = database.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  return {
    read: (key) => select.get(key)?.value ?? null,
    write: (key, value) => void upsert.run(key, value),
  };
}
