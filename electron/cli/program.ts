import { Command, CommanderError, Option } from 'commander';
import type { CliCommand } from './command.ts';
import { UsageError } from './usage-error.ts';

/** What commander found: the command and what was given to it. */
export interface ParsedCommand {
  readonly command: CliCommand;
  readonly args: readonly (string | undefined)[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** The result of reading a command line: a command to run, or a help text to print. */
export type ParsedLine = ({ readonly kind: 'run' } & ParsedCommand) | { readonly kind: 'help'; readonly text: string };

/** Options every command takes (DESIGN 10). */
const EVERYWHERE = [
  ['--workspace <folder>', 'data folder; default: the per-user data folder of this computer'],
  ['--json', 'answer for programs: one JSON document, or one a line'],
  ['--yes', 'confirm what the command asks'],
] as const;

/** Words above the commands of one area. */
const AREAS: Readonly<Record<string, string>> = {
  account: 'Facebook Pages and Instagram accounts that send',
  tokens: 'permissions to message people',
  optin: 'cards that ask people for their permission',
  webhook: 'what the platform tells by itself',
  campaign: 'messages to many people, each at their own time',
};

/**
 * Reads a command line against the table of commands.
 *
 * @throws {UsageError} when it fits no command, in one sentence.
 */
export function parseCommandLine(argv: readonly string[], commands: readonly CliCommand[]): ParsedLine {
  let parsed: ParsedLine | null = null;
  let help = '';
  const program = new Command('sundial');
  quiet(program, (text) => {
    help += text;
  });
  program.description("Opt-in marketing messages, each at the recipient's own time, never twice.");
  addEverywhere(program);
  for (const command of commands) {
    const leaf = leafFor(program, command);
    leaf.action((...given: unknown[]) => {
      const args = given.slice(0, command.args.length).map((value) => (typeof value === 'string' ? value : undefined));
      parsed = { kind: 'run', command, args, options: leaf.optsWithGlobals() };
    });
  }
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return helpOrUsage(error, help, { argv, commands });
    throw error;
  }
  return parsed ?? { kind: 'help', text: program.helpInformation() };
}

function helpOrUsage(
  error: CommanderError,
  help: string,
  given: { readonly argv: readonly string[]; readonly commands: readonly CliCommand[] },
): ParsedLine {
  if (error.exitCode === 0) return { kind: 'help', text: help };
  if (error.code === 'commander.help') throw commandMissing(given.argv, given.commands);
  const text = error.message
    .replace(/^error: /, '')
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  throw new UsageError(
    `${sentence.replace(/[.!?)]?$/, (end) => (end === '' ? '.' : end))} See \`sundial --help\`.`,
    'command line',
  );
}

/** Wrong usage: nothing was said, or only an area such as `campaign`. Names what may follow. */
function commandMissing(argv: readonly string[], commands: readonly CliCommand[]): UsageError {
  const area = argv.find((word) => Object.hasOwn(AREAS, word)) ?? null;
  const names = commands.map(({ name }) => name.split(' '));
  const words = area === null ? names : names.filter(([first]) => first === area).map((name) => name.slice(1));
  const choices = [...new Set(words.map(([first]) => first))].join(', ');
  const after = area === null ? '' : ` after "${area}"`;
  const help = ['sundial', ...(area === null ? [] : [area]), '--help'].join(' ');
  return new UsageError(`A command is missing${after}: ${choices}. See \`${help}\`.`, 'command line');
}

function leafFor(program: Command, command: CliCommand): Command {
  const words = command.name.split(' ');
  const last = words.at(-1) ?? command.name;
  const parent = words.length === 1 ? program : areaOf(program, words[0] ?? '');
  const leaf = parent.command(last).description(command.help);
  for (const arg of command.args) leaf.argument(arg);
  for (const option of command.options) {
    const made = new Option(option.flags, option.help);
    if (option.repeats === true) {
      made.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
    }
    leaf.addOption(made);
  }
  addEverywhere(leaf);
  return leaf;
}

function areaOf(program: Command, name: string): Command {
  const known = program.commands.find((command) => command.name() === name);
  if (known !== undefined) return known;
  const area = program.command(name).description(AREAS[name] ?? '');
  addEverywhere(area);
  return area;
}

function addEverywhere(command: Command): void {
  for (const [flags, help] of EVERYWHERE) command.option(flags, help);
}

function quiet(command: Command, keep: (text: string) => void): void {
  command.exitOverride();
  command.configureOutput({ writeOut: keep, writeErr: keep, outputError: () => undefined });
}
