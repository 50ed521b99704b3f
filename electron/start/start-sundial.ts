import type { CliIo, ExitCode } from '#cli/cli-io.ts';
import { reportError } from '#cli/report-error.ts';
import { runCli } from '#cli/run-cli.ts';
import type { Clock } from '#engine/ports.ts';
import { hasDisplay } from '#host/open-browser.ts';
import { buildScreens } from '#web/build-screens.ts';
import { buildDesktop } from './build-desktop.ts';
import { decideShell, type ShellFacts } from './decide-shell.ts';
import { electronProgram, fetchElectron } from './electron-binary.ts';
import { runDesktop } from './run-desktop.ts';

/** Where Sundial is started. */
export interface StartPlace {
  readonly io: CliIo;
  readonly clock: Clock;
  /** What the person wrote behind `npm start --`. */
  readonly words: readonly string[];
}

/** Builds the screens where needed, and shows them: in a window of their own where that is possible, else in the browser. */
export async function startSundial({ io, clock, words }: StartPlace): Promise<ExitCode> {
  const screens = await built(buildScreens, 'The screens were built.', io);
  if (screens !== 0) return screens;
  let program = electronProgram();
  let facts: ShellFacts = {
    hasDisplay: hasDisplay({ platform: process.platform, env: io.env }),
    binary: program === null ? 'notFetched' : 'here',
    brokeBecause: null,
  };
  for (;;) {
    const shell = decideShell(facts);
    if (shell.kind === 'web') {
      io.writeError(`${shell.why}\n`);
      return runCli(['serve', ...words], io, clock);
    }
    if (shell.kind === 'fetch' || program === null) {
      io.writeError("Fetching Electron's program, at most 15 seconds …\n");
      program = await fetchElectron(io.signal);
      if (io.signal.aborted) return 0;
      facts = { ...facts, binary: program === null ? 'notToBeHad' : 'here' };
      continue;
    }
    const app = await built(buildDesktop, 'The desktop app was built.', io);
    if (app !== 0) return app;
    const end = await runDesktop(program, words, { clock, signal: io.signal });
    if (end.kind === 'ended') return end.code === 0 ? 0 : 1;
    facts = { ...facts, brokeBecause: end.because };
  }
}

/** Builds a part where needed and says so; what is wrong with its sources is told, and ends the start. */
async function built(build: () => Promise<boolean>, sentence: string, io: CliIo): Promise<ExitCode> {
  try {
    if (await build()) io.writeError(`${sentence}\n`);
    return 0;
  } catch (error) {
    return reportError(error, io, false);
  }
}
