import { EventEmitter } from 'node:events';
import { StandInEvent, stage } from './stage.ts';

/** Electron's `app`. */
export class StandInApp extends EventEmitter {
  readonly #ready = Promise.withResolvers<void>();
  readonly paths = new Map<string, string>();
  /** Closes all windows; whether all of them closed. Set by the windows. */
  closeAll: () => boolean = () => true;
  readonly commandLine = {
    getSwitchValue: (name: string): string => stage.switches.get(name) ?? '',
    removeSwitch: (name: string): void => void stage.switches.delete(name),
  };

  get isPackaged(): boolean {
    return stage.isPackaged;
  }

  setName(name: string): void {
    this.paths.set('name', name);
  }

  setAppUserModelId(id: string): void {
    this.paths.set('model', id);
  }

  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }

  getPath(name: string): string {
    return this.paths.get(name) ?? `/nowhere/${name}`;
  }

  /** Electron becomes ready only after the app's own module has run to its end; a module that waits for it never ends. */
  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  becomeReady(): void {
    this.#ready.resolve();
  }

  requestSingleInstanceLock(): boolean {
    return stage.isFirstInstance;
  }

  getPreferredSystemLanguages(): readonly string[] {
    return stage.languages;
  }

  getLoginItemSettings(): { readonly openAtLogin: boolean } {
    return { openAtLogin: stage.openAtLogin.value };
  }

  setLoginItemSettings({ openAtLogin }: { readonly openAtLogin: boolean }): void {
    stage.openAtLogin.value = openAtLogin;
  }

  /** Asks first, then closes every window, then ends; each of them can say no. */
  quit(): void {
    const asked = new StandInEvent();
    this.emit('before-quit', asked);
    if (asked.defaultPrevented || !this.closeAll()) return;
    this.emit('will-quit', new StandInEvent());
    this.exit(0);
  }

  exit(code: number): void {
    stage.exitCode = code;
    stage.happened.emit('quit');
  }
}

/** See {@link StandInApp}. */
export const app = new StandInApp();
