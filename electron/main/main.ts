import { join, resolve } from 'node:path';
import { app, dialog } from 'electron';
import { loadScreenFiles } from '#host/screen-files.ts';
import { workspaceFolder } from '#host/workspace-folder.ts';
import { argumentValue } from './argument-value.ts';
import { Desktop } from './desktop.ts';
import { fileArguments } from './file-arguments.ts';
import { AT_LOGIN_SWITCH } from './login-start.ts';
import { nameScreenScheme } from './screen-scheme.ts';

/** Entry of the desktop app. Its switches: `--workspace DIR`, the data folder; `--screens DIR`, in a checkout only. */

/** Ways to look into or redirect a packed app from outside (RELIABILITY S-14). */
const REFUSED_SWITCHES = ['remote-debugging-port', 'remote-debugging-pipe', 'js-flags', 'load-extension', 'host-rules'];

const words = (argv: readonly string[]): readonly string[] => argv.slice(app.isPackaged ? 1 : 2);
const given = argumentValue(words(process.argv), 'workspace');
const folder = workspaceFolder(given, {
  cwd: process.cwd(),
  platform: process.platform,
  env: process.env,
});
const shellFolder = given === null ? join(app.getPath('appData'), 'Sundial Desktop') : join(folder, 'desktop');
const screensFolder = app.isPackaged ? null : argumentValue(words(process.argv), 'screens');

app.setName('Sundial');
app.setAppUserModelId('app.sundial.desktop');
app.setPath('userData', shellFolder);
if (app.isPackaged) REFUSED_SWITCHES.forEach((name) => app.commandLine.removeSwitch(name));
nameScreenScheme();

let desktop: Desktop | null = null;
let isStopped = false;
let opened: readonly string[] = fileArguments(words(process.argv), process.cwd());

const take = (files: readonly string[]): void => {
  if (desktop === null) opened = [...opened, ...files];
  else desktop.show(files);
};

/** Opens the app; without its own built files there is nothing to open, which is said. */
const begin = (): void => {
  try {
    const screens = screensFolder === null ? loadScreenFiles() : loadScreenFiles(resolve(screensFolder));
    const isHidden = process.argv.includes(AT_LOGIN_SWITCH);
    desktop = new Desktop({ folder, shellFolder, screens, files: opened, isHidden });
    desktop.begin();
  } catch (error) {
    dialog.showErrorBox('Sundial', error instanceof Error ? error.message : String(error));
    app.exit(1);
  }
};

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, argv, cwd) => take(fileArguments(words(argv), cwd)));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    take(fileArguments([path], '/'));
  });
  app.on('activate', () => desktop?.show([]));
  // With a handler the app goes on without a window; whether it does is decided when the window is closed.
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', (event) => {
    if (isStopped || desktop === null) return;
    event.preventDefault();
    void desktop.stop().finally(() => {
      isStopped = true;
      app.quit();
    });
  });
  process.once('SIGINT', () => app.quit());
  process.once('SIGTERM', () => app.quit());
  // Not awaited here: Electron becomes ready only after this module has run to its end.
  void app.whenReady().then(begin);
} else {
  app.quit(); // the first one shows its window
}
