import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '#host/make-folder.ts';

const settingsSchema = z.object({
  /** Where the window was; `null` = never opened. */
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }).nullable().default(null),
  isMaximized: z.boolean().default(false),
  /** Whether Sundial goes on when its window is closed; `null` = not asked yet. */
  keepRunning: z.boolean().nullable().default(null),
});
/** What the shell remembers of this computer; nothing of it is the workspace's. */
export type DesktopSettings = z.infer<typeof settingsSchema>;

/** The shell's own settings, kept in one small file. */
export interface DesktopSettingsFile {
  readonly read: () => DesktopSettings;
  readonly change: (change: Partial<DesktopSettings>) => void;
}

/** Opens the file in a folder. One that cannot be understood counts as never written: it holds nothing that would be missed. */
export function openDesktopSettings(folder: string): DesktopSettingsFile {
  const path = join(folder, 'shell.json');
  let current = settingsSchema.parse(parseOrEmpty(path));
  return {
    read: () => current,
    change: (change) => {
      current = { ...current, ...change };
      makeFolder(folder);
      writeFileSync(`${path}.new`, `${JSON.stringify(current, null, 2)}\n`, { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
  };
}

function parseOrEmpty(path: string): unknown {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return settingsSchema.safeParse(value).success ? value : {};
  } catch {
    return {}; // the first start, or a file that somebody else wrote
  }
}
