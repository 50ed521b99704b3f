/**
 * The terminal as the commands see it. The entry file makes it from the process; tests hand in their own, so that a command can
 * run inside a test.
 */
export interface CliIo {
  /** Writes to standard output; resolves when the reader can take more. */
  readonly write: (text: string) => Promise<void>;
  /** Writes to standard error. */
  readonly writeError: (text: string) => void;
  /** All of standard input as text. */
  readonly readInput: () => Promise<string>;
  /** Calls `listener` each time the person presses Enter, until the signal fires. */
  readonly onEnter: (listener: () => void, signal: AbortSignal) => void;
  readonly isTerminal: { readonly input: boolean; readonly output: boolean; readonly error: boolean };
  /** Characters a line holds on the terminal. */
  readonly columns: number;
  /** Folder that relative paths start from: where the person called npm, else the current one. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Fires when the person or the system asks to stop (SIGINT, SIGTERM). */
  readonly signal: AbortSignal;
  /** Whether whoever read the answer has gone (`| head`): then there is nobody left to tell anything. */
  readonly isReaderGone: () => boolean;
  /** IANA name of this computer's zone, as text; `null` when it has none. */
  readonly machineZone: () => string | null;
}

/** 0 done, 1 refused or failed, 2 wrong usage (DESIGN 10). */
export type ExitCode = 0 | 1 | 2;
