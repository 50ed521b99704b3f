import { EventEmitter } from 'node:events';

/** What a person would see and do, and what the system is like, in one run of the desktop app against the stand-in. */
export interface Stage {
  /** Switches of the command line. */
  readonly switches: Map<string, string>;
  isPackaged: boolean;
  isFirstInstance: boolean;
  languages: readonly string[];
  /** The system's keyring: `name` is what encrypts; another name decrypts nothing of it. */
  keyring: { backend: string; isAvailable: boolean; name: string };
  displays: readonly Rectangle[];
  /** Answers to dialogs, by a part of their text: the number of the button. What is not listed is cancelled. */
  readonly answers: Map<string, number>;
  readonly chosenFiles: string[];
  // What happened.
  readonly dialogs: { readonly message: string; readonly detail: string }[];
  readonly openedAddresses: string[];
  readonly openedPaths: string[];
  readonly notices: { readonly title: string; readonly body: string }[];
  readonly blockers: Set<number>;
  readonly children: { readonly pid: number; readonly serviceName: string; isAlive: boolean }[];
  readonly openAtLogin: { value: boolean };
  readonly happened: EventEmitter;
  exitCode: number | null;
}

/** A rectangle as Electron has it. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Tells under one name that anything at all happened. */
class Happenings extends EventEmitter {
  override emit(name: string | symbol, ...facts: unknown[]): boolean {
    const isHeard = super.emit(name, ...facts);
    super.emit('anything');
    return isHeard;
  }
}

/** The one stage of this run; a new import of the modules gives a new one. */
export const stage: Stage = {
  switches: new Map(),
  isPackaged: false,
  isFirstInstance: true,
  languages: ['en-GB'],
  keyring: { backend: 'gnome_libsecret', isAvailable: true, name: 'keyring one' },
  displays: [{ x: 0, y: 0, width: 1920, height: 1080 }],
  answers: new Map(),
  chosenFiles: [],
  dialogs: [],
  openedAddresses: [],
  openedPaths: [],
  notices: [],
  blockers: new Set(),
  children: [],
  openAtLogin: { value: false },
  happened: new Happenings(),
  exitCode: null,
};

/** An event whose default can be prevented, as Electron's emitters give it. */
export class StandInEvent {
  defaultPrevented = false;
  readonly url: string;
  readonly isMainFrame: boolean;

  constructor(url = '', isMainFrame = true) {
    this.url = url;
    this.isMainFrame = isMainFrame;
  }

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}
