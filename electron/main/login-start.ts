import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app } from 'electron';

/** What the app is started with at login: in the background, without a window. */
export const AT_LOGIN_SWITCH = '--at-login';

/** Whether Sundial starts when the person logs in. */
export function startsAtLogin(): boolean {
  if (process.platform === 'linux') return existsSync(autostartFile());
  return app.getLoginItemSettings({ args: [AT_LOGIN_SWITCH] }).openAtLogin;
}

/** Sets it; Electron knows no way on Linux, where a file of the desktop's own kind does it (freedesktop autostart). */
export function startAtLogin(wanted: boolean): void {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: wanted, args: [AT_LOGIN_SWITCH] });
    return;
  }
  const file = autostartFile();
  if (!wanted) return rmSync(file, { force: true });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, desktopEntry(process.env['APPIMAGE'] ?? process.execPath));
}

/** A freedesktop entry that starts a program; the program's path is quoted as the specification asks. */
export function desktopEntry(program: string): string {
  const quoted = `"${program.replaceAll(/["`$\\]/g, (sign) => `\\${sign}`).replaceAll('%', '%%')}"`;
  return ['[Desktop Entry]', 'Type=Application', 'Name=Sundial', `Exec=${quoted} ${AT_LOGIN_SWITCH}`, ''].join('\n');
}

function autostartFile(): string {
  return join(app.getPath('appData'), 'autostart', 'sundial.desktop');
}
