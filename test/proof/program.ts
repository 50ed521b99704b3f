import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The terminal's entry, as `npm run sundial` starts it. */
export const SUNDIAL = fileURLToPath(import.meta.resolve('#cli/sundial.ts'));
/** The practice platform's own entry. */
export const PRACTICE = fileURLToPath(import.meta.resolve('#practice/practice-process.ts'));

/** How a program ended. */
export interface ProgramEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly error: string;
}

/** A program that runs: this very process, no shell and no npm in between. */
export interface Program {
  readonly pid: number;
  /** Its first line of output; `null` when it ended without one. */
  readonly firstLine: Promise<string | null>;
  readonly ended: Promise<ProgramEnd>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts a program on the Node that runs the tests, which is the project's. */
export function startProgram(entry: string, words: readonly string[], wrapper: readonly string[] = []): Program {
  const [command = process.execPath, ...rest] = [...wrapper, process.execPath, entry, ...words];
  const child = spawn(command, rest, { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => child.stdin.destroy());
  const text = { out: '', error: '' };
  const first = Promise.withResolvers<string | null>();
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text.out += chunk;
    const end = text.out.indexOf('\n');
    if (end >= 0) first.resolve(text.out.slice(0, end));
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text.error += chunk;
  });
  const ended = endOf(child, text).finally(() => first.resolve(null));
  if (child.pid === undefined) throw new Error(`${command} did not start.`);
  return { pid: child.pid, firstLine: first.promise, ended, kill: (signal) => void child.kill(signal) };
}

function endOf(child: ChildProcess, text: { readonly out: string; readonly error: string }): Promise<ProgramEnd> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, out: text.out, error: text.error }));
  });
}

/**
 * Runs a command of Sundial to its end on a workspace and returns its rows.
 *
 * @throws when it ends with anything but 0, with what it said.
 */
export async function sundialCommand(
  workspace: string,
  words: readonly string[],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { code, out, error } = await startProgram(SUNDIAL, [...words, '--workspace', workspace, '--json', '--yes'])
    .ended;
  if (code !== 0) throw new Error(`sundial ${words.join(' ')} ended with ${code}: ${error}${out}`);
  return linesOf(out);
}

/** NDJSON as rows. */
export function linesOf(text: string): readonly Readonly<Record<string, unknown>>[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>); // one JSON document a line
}
