import type { Clock } from '#engine/ports.ts';
import type { CliIo } from './cli-io.ts';

/** One call of one command. */
export interface Invocation {
  /** The command's name, e.g. `campaign plan`. */
  readonly command: string;
  /** Positional arguments in order; one that was left out is `undefined`. */
  readonly args: readonly (string | undefined)[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly io: CliIo;
  readonly clock: Clock;
  /** Answer for programs: one JSON document, or one a line. */
  readonly json: boolean;
  /** Whether `--yes` was given. */
  readonly yes: boolean;
  /** The workspace folder, absolute. */
  readonly folder: string;
}

/** What a command does; it has printed its answer when it resolves. */
export type CommandAction = (invocation: Invocation) => Promise<void>;

/** An option as commander writes it, and what it is for. */
export interface CommandOption {
  readonly flags: string;
  readonly help: string;
  /** May be given several times; the values then come as a list. */
  readonly repeats?: true;
}

/** One line of DESIGN 10's table. Its action is loaded only when it is called, so that a short command starts fast. */
export interface CliCommand {
  /** Words of the command, e.g. `campaign plan`. */
  readonly name: string;
  readonly help: string;
  /** As commander writes them: `<file>` is needed, `[file]` may be left out. */
  readonly args: readonly string[];
  readonly options: readonly CommandOption[];
  readonly load: () => Promise<CommandAction>;
}
