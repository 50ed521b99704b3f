import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, dialog, powerMonitor, protocol, session, shell, utilityProcess } from 'electron';
import { machineZone } from '#host/machine-zone.ts';
import type { ScreenFiles } from '#host/screen-files.ts';
import { openSystemRandom } from '#host/system-random.ts';
import { createAskToOpen } from './ask-to-open.ts';
import { decideClose } from './close-decision.ts';
import { type DesktopSettingsFile, openDesktopSettings } from './desktop-settings.ts';
import { engineEnvironment } from './engine-environment.ts';
import { EngineSupervisor } from './engine-supervisor.ts';
import { createHandedOver, type HandedOver } from './handed-over.ts';
import { openIpcGate } from './ipc-gate.ts';
import { openKeyVault } from './key-vault.ts';
import { openMainWindow, showWindow } from './main-window.ts';
import { blockOtherAddresses, denyPermissions, guardPage } from './page-guards.ts';
import { createPageLines, type PageLines } from './page-lines.ts';
import { createPerform } from './perform-request.ts';
import { createPracticeProcess, type PracticeProcess } from './practice-process.ts';
import { serveScreenFiles } from './screen-scheme.ts';
import { createShellState, type ShellState } from './shell-state.ts';
import { showNotice } from './show-notice.ts';
import { monotonicMs, systemPause } from './system-pause.ts';
import { type Trouble, tellTrouble } from './tell-trouble.ts';
import { openTray, type SundialTray } from './tray.ts';
import { followUpdates } from './updates.ts';

const ENGINE = fileURLToPath(new URL('./engine/engine-process.ts', import.meta.url));

/** Bytes of a ticket or a nonce: nobody guesses one. */
const DRAWN_BYTES = 16;

/** What the desktop app starts with. */
export interface DesktopStart {
  /** The data folder. */
  readonly folder: string;
  /** The shell's own folder. */
  readonly shellFolder: string;
  readonly screens: ScreenFiles;
  /** Files it was opened with. */
  readonly files: readonly string[];
  /** Started at login: it works in the background, without a window. */
  readonly isHidden: boolean;
}

/** The desktop app: engine, window, tray. One for each run; made when Electron is ready. */
export class Desktop {
  readonly #start: DesktopStart;
  readonly #settings: DesktopSettingsFile;
  readonly #engine: EngineSupervisor;
  readonly #practice: PracticeProcess;
  readonly #files: HandedOver;
  readonly #lines: PageLines;
  readonly #tray: SundialTray | null;
  readonly #state: ShellState;
  readonly #ending = new AbortController();
  #window: BrowserWindow | null = null;
  #stopping: Promise<void> | null = null;

  constructor(start: DesktopStart) {
    const random = openSystemRandom();
    const draw = (): string => random.hex(DRAWN_BYTES);
    this.#start = start;
    this.#settings = openDesktopSettings(start.shellFolder);
    this.#practice = createPracticeProcess(start.folder, () => this.#engine.post({ kind: 'practiceEnded' }));
    this.#engine = this.#createEngine();
    this.#files = createHandedOver((message) => this.#engine.post(message), draw);
    this.#lines = createPageLines(() => this.#engine.openPort());
    this.#tray = openTray({ open: () => this.#open(), quit: () => app.quit() });
    this.#state = createShellState({
      settings: this.#settings,
      tray: this.#tray,
      onImport: () => void this.#chooseFiles(),
    });
    this.#guard();
    serveScreenFiles(protocol, start.screens, draw);
    this.#openGate();
  }

  /** Starts engine and window. */
  begin(): void {
    powerMonitor.on('resume', () => this.#engine.post({ kind: 'woke' }));
    powerMonitor.on('shutdown', () => app.quit());
    this.#engine.start();
    this.#files.open(this.#start.files);
    if (!this.#start.isHidden) this.#open();
    const { say, isSending } = this.#state;
    void followUpdates({ say, isSending, stop: () => this.stop(), signal: this.#ending.signal });
  }

  /** Shows the window and takes files; a second start of the app ends up here. */
  show(files: readonly string[]): void {
    this.#open();
    this.#files.open(files);
  }

  /** Ends everything in good order, the engine first. Safe to call twice. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    this.#ending.abort('quit');
    await this.#engine.stop();
    this.#practice.stop();
    this.#state.lost();
    this.#tray?.remove();
  }

  #createEngine(): EngineSupervisor {
    const { folder } = this.#start;
    const environment = engineEnvironment(process.env);
    return new EngineSupervisor({
      fork: () => utilityProcess.fork(ENGINE, [], { serviceName: 'Sundial engine', env: environment }),
      startMessage: () => ({ kind: 'start', folder, machineZone: machineZone() }),
      perform: createPerform(openKeyVault(folder), this.#practice),
      pause: systemPause,
      monotonicMs,
      told: {
        ready: () => {
          this.#files.tellAll();
          this.#lines.serve();
        },
        lost: () => this.#state.lost(),
        failed: (refusal, isOpen) => void this.#onTrouble({ kind: 'failed', refusal, isOpen }),
        gaveUp: (crashes) => void this.#onTrouble({ kind: 'crashed', crashes }),
        noted: (ticket) => this.#files.noted(ticket),
        outlook: (outlook) => this.#state.follow(outlook),
        notice: (notice) => showNotice(notice, this.#state.say(), () => this.#open()),
      },
    });
  }

  #guard(): void {
    denyPermissions(session.defaultSession);
    blockOtherAddresses(session.defaultSession, app.isPackaged);
    const askToOpen = createAskToOpen(
      () => this.#window,
      () => this.#state.say(),
    );
    app.on('web-contents-created', (_event, contents) => guardPage(contents, (address) => void askToOpen(address)));
  }

  #openGate(): void {
    openIpcGate(
      {
        'sundial:ask-for-port': async (_args, page) => this.#lines.want(page),
        'sundial:ticket': ([path]) => this.#files.ticketOf(path),
        'sundial:next-opened-file': () => this.#files.next(),
      },
      (page) => page === this.#window?.webContents,
    );
  }

  #open(): void {
    if (this.#stopping !== null) return;
    if (this.#window !== null) return showWindow(this.#window);
    this.#window = openMainWindow(this.#settings, (event) => this.#onClose(event));
    this.#window.on('closed', () => {
      this.#window = null;
    });
    this.#window.on('session-end', () => app.quit());
  }

  #onClose(event: Electron.Event): void {
    const decided = decideClose(this.#settings.read().keepRunning, this.#stopping !== null);
    if (decided === 'close') return;
    event.preventDefault();
    if (decided === 'ask') void this.#askToKeepRunning();
    else if (decided === 'hide') this.#window?.hide();
    else app.quit();
  }

  async #askToKeepRunning(): Promise<void> {
    if (this.#window === null) return;
    const say = this.#state.say();
    const { response } = await dialog.showMessageBox(this.#window, {
      type: 'question',
      message: say('close.title'),
      detail: say('close.text'),
      buttons: [say('close.keep'), say('close.quit'), say('cancel')],
      defaultId: 0,
      cancelId: 2,
    });
    if (response === 2) return;
    this.#settings.change({ keepRunning: response === 0 });
    if (response === 0) this.#window?.hide();
    else app.quit();
  }

  async #chooseFiles(): Promise<void> {
    const say = this.#state.say();
    const extensions = ['csv', 'tsv', 'txt', 'xlsx', 'json', 'ndjson', 'jsonl', 'log'];
    const chosen = await dialog.showOpenDialog({
      title: say('file.importTitle'),
      properties: ['openFile', 'multiSelections'],
      filters: [{ name: say('file.lists'), extensions }],
    });
    if (!chosen.canceled) this.show(chosen.filePaths);
  }

  async #onTrouble(trouble: Trouble): Promise<void> {
    this.#state.lost();
    for (;;) {
      const answer = await tellTrouble(trouble, this.#state.say());
      if (this.#stopping !== null) return;
      if (answer === 'quit') return app.quit();
      if (answer === 'again') return await this.#engine.restart();
      await shell.openPath(this.#start.folder); // a folder that the app itself made (RELIABILITY S-07)
    }
  }
}
