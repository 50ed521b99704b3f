import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The workspace folder: as given, from where the person stood; else the per-user data folder of the system (XDG Base Directory on
 * Linux, Application Support on macOS, roaming AppData on Windows).
 */
export function workspaceFolder(
  given: string | null,
  place: {
    readonly cwd: string;
    readonly platform: string;
    readonly env: Readonly<Record<string, string | undefined>>;
  },
): string {
  if (given !== null) return resolve(place.cwd, given);
  const home = place.env['HOME'] ?? homedir();
  if (place.platform === 'win32') return join(place.env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Sundial');
  if (place.platform === 'darwin') return join(home, 'Library', 'Application Support', 'Sundial');
  return join(place.env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'sundial');
}
