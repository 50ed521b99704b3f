import { expect } from 'vitest';
import type { CliIo, ExitCode } from '#cli/cli-io.ts';
import { runCli } from '#cli/run-cli.ts';
import { openSystemClock } from '#host/system-clock.ts';

/** What one command said and how it ended. */
export interface Said {
  readonly code: ExitCode;
  readonly out: string;
  readonly error: string;
  /** Standard output as NDJSON. */
  readonly rows: readonly Record<string, unknown>[];
}

/** Settings of a terminal made for a test. */
export interface TestTerminal {
  readonly input?: string;
  readonly signal?: AbortSignal;
  readonly cwd?: string;
  /** Whether somebody sits at it and sees progress. */
  readonly isTerminal?: boolean;
  /** Takes what is to be called when the person presses Enter. */
  readonly onEnter?: (press: () => void) => void;
  /** Called with everything written to standard output. */
  readonly onWrite?: (text: string) => void;
  /** Called with everything written to standard error. */
  readonly onError?: (text: string) => void;
}

/** Runs a command inside the test on a workspace, with a terminal that nobody sits at. */
export async function sundial(workspace: string, words: readonly string[], terminal: TestTerminal = {}): Promise<Said> {
  const { io, said } = testIo({ cwd: workspace, ...terminal });
  return said(await runCli([...words, '--workspace', workspace], io, openSystemClock()));
}

/** A terminal for a test, and what was said on it so far. */
export function testIo(terminal: TestTerminal & { readonly cwd: string }): {
  readonly io: CliIo;
  readonly said: (code: ExitCode) => Said;
} {
  let out = '';
  let error = '';
  const io: CliIo = {
    write: async (text) => {
      out += text;
      terminal.onWrite?.(text);
    },
    writeError: (text) => {
      error += text;
      terminal.onError?.(text);
    },
    readInput: async () => terminal.input ?? '',
    onEnter: (listener) => terminal.onEnter?.(listener),
    isTerminal: { input: terminal.onEnter !== undefined, output: false, error: terminal.isTerminal ?? false },
    columns: 80,
    cwd: terminal.cwd,
    env: {},
    signal: terminal.signal ?? new AbortController().signal,
    isReaderGone: () => false,
    machineZone: () => 'Europe/Rome',
  };
  const rows = (): readonly Record<string, unknown>[] =>
    out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>); // what --json prints
  return {
    io,
    said: (code) => ({
      code,
      out,
      error,
      get rows() {
        return rows();
      },
    }),
  };
}

/** Matches a text that holds another; typed, which vitest's own matcher is not. */
export function containing(text: string): unknown {
  return expect.stringContaining(text);
}

/** Matches a text that fits a pattern. */
export function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

/** Matches an object that has these fields at least. */
export function including(fields: Readonly<Record<string, unknown>>): unknown {
  return expect.objectContaining(fields);
}

/** Matches any text. */
export function aText(): unknown {
  return expect.any(String);
}
