import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { parseApiBase } from '#engine/graph/api-base.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { PracticeCallback } from './practice-callback.ts';

/** A running practice platform. */
export interface PracticeServer {
  /** Where it answers, e.g. `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly pageId: string;
  readonly accessToken: string;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends it in good order and waits for that. Safe to call twice. */
  stop(): Promise<void>;
}

/** What to start. */
export interface PracticeServerOptions {
  /** The workspace folder; the platform's own file is `practice/practice.db` in it (DESIGN 8). */
  readonly folder: string;
  /** The program; the shipped one when not given. */
  readonly entry?: string;
  /** Arguments besides the file, e.g. `--recipients 500`. */
  readonly arguments?: readonly string[];
  /** Where it posts its webhooks; not given = nowhere, and they are lost. */
  readonly callback?: PracticeCallback;
  /** Milliseconds until its first line must have come: seeding a large world takes a while. */
  readonly startTimeoutMs?: number;
}

const ENTRY = fileURLToPath(import.meta.resolve('#practice/practice-process.ts'));
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 5_000;

/** Most characters kept of what the process says on its error output. */
const KEPT_COMPLAINT = 2_000;

const firstLine = z.object({ url: z.string(), pageId: z.string().min(1), accessToken: z.string().min(1) });

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/**
 * Starts the practice platform as a process of its own and waits until it answers (issue 2, Shapes: its first line). It ends when
 * its standard input does: whatever the end of this process, the pipe closes and nothing outlives it.
 *
 * @throws {DomainError} `platformUnreachable` with what the process said, when it ends or stays silent instead.
 */
export async function startPracticeServer(options: PracticeServerOptions): Promise<PracticeServer> {
  const folder = join(options.folder, 'practice');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { callback } = options;
  const webhooks = callback === undefined ? [] : ['--webhooks', callback.url];
  const args = ['--file', join(folder, 'practice.db'), '--until-stdin-ends', ...webhooks, ...(options.arguments ?? [])];
  const child = spawn(process.execPath, [options.entry ?? ENTRY, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // Not an argument, which other users of this computer can read.
    ...(callback === undefined ? {} : { env: { ...process.env, SUNDIAL_PRACTICE_WEBHOOK_SECRET: callback.secret } }),
    windowsHide: true,
  });
  child.stdin.on('error', () => child.stdin.destroy()); // the pipe only tells the child that we live
  const complaint = keepComplaint(child.stderr);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  try {
    const line = await readFirstLine(child, options.startTimeoutMs ?? START_TIMEOUT_MS);
    child.stdout.resume();
    const account = readAccount(line);
    return { ...account, ended, stop: () => stop(child, ended) };
  } catch (error) {
    await stop(child, ended);
    const why = error instanceof Error ? error.message : String(error);
    throw refuse(
      'practiceNotStarted',
      {},
      { where: 'practice platform', terminal: `: ${why}. ${complaint()}`.trimEnd(), cause: error },
    );
  }
}

function readAccount(line: string): z.infer<typeof firstLine> {
  const account = firstLine.parse(JSON.parse(line));
  return { ...account, url: parseApiBase(account.url) };
}

function keepComplaint(stderr: Readable): () => string {
  let kept = '';
  stderr.setEncoding('utf8');
  stderr.on('data', (text: string) => {
    kept = (kept + text).slice(-KEPT_COMPLAINT);
  });
  return () => kept.trim();
}

/** The first line of the child's output. Rejects when it ends before, or when time is up. */
function readFirstLine(child: Child, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`no first line within ${timeoutMs} ms`)), timeoutMs);
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      child.stdout.off('data', onData);
      act();
    };
    const onData = (chunk: string): void => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end >= 0) settle(() => resolve(text.slice(0, end)));
    };
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', onData);
    child.once('error', (error) => settle(() => reject(error)));
    child.once('close', (code, signal) =>
      settle(() => reject(new Error(`it ended with ${code ?? signal ?? 'no code'}`))),
    );
  });
}

/** Asks it to end by closing its input and by SIGTERM; what does not listen within 5 s is ended by force. */
async function stop(child: Child, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.stdin.destroy();
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await Promise.race([ended, once(child, 'exit')]);
  clearTimeout(force);
}
