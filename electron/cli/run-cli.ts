import type { Clock } from '#engine/ports.ts';
import { workspaceFolder } from '#host/workspace-folder.ts';
import type { CliIo, ExitCode } from './cli-io.ts';
import type { Invocation } from './command.ts';
import { COMMANDS } from './command-table.ts';
import { type ParsedCommand, parseCommandLine } from './program.ts';
import { reportError } from './report-error.ts';

/**
 * Runs one command line and returns its exit code; everything it says has been written by then.
 *
 * Never rejects: what goes wrong is told as a sentence (DESIGN 10).
 */
export async function runCli(argv: readonly string[], io: CliIo, clock: Clock): Promise<ExitCode> {
  const json = argv.includes('--json');
  try {
    const line = parseCommandLine(argv, COMMANDS);
    if (line.kind === 'help') {
      await io.write(line.text);
      return 0;
    }
    const action = await line.command.load();
    await action(toInvocation(line, io, clock));
    return 0;
  } catch (error) {
    return reportError(error, io, json);
  }
}

function toInvocation(line: ParsedCommand, io: CliIo, clock: Clock): Invocation {
  const given = line.options['workspace'];
  return {
    command: line.command.name,
    args: line.args,
    options: line.options,
    io,
    clock,
    json: line.options['json'] === true,
    yes: line.options['yes'] === true,
    folder: workspaceFolder(typeof given === 'string' ? given : null, {
      cwd: io.cwd,
      platform: process.platform,
      env: io.env,
    }),
  };
}
