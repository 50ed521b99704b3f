import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchOnPractice, startPracticeWorld } from './practice-world.ts';
import { SUNDIAL, startProgram } from './program.ts';

/** How the proof of the order on disk ended. */
export interface SyncOrderFigures extends SyncOrder {
  readonly planned: number;
}

/** What a trace of system calls tells. */
export interface SyncOrder {
  /** Messages that left. */
  readonly posts: number;
  /** Messages that left while the write-ahead log held bytes that were not flushed yet. */
  readonly early: number;
  /** Flushes of the write-ahead log. */
  readonly flushes: number;
}

/** Whether this computer can trace system calls: containers may have the program and forbid its use. */
export function hasStrace(): boolean {
  const words = ['-f', '-o', '/dev/null', process.execPath, '--version'];
  return spawnSync('strace', words, { stdio: 'ignore' }).status === 0;
}

/**
 * Traces the engine while it sends and looks whether each claim is on disk before its POST's first byte leaves (RELIABILITY T4).
 *
 * @param pace - messages a second; slow enough that one is stored before the next is claimed, so that the trace can be read.
 */
export async function proveSyncOrder(options: {
  readonly folder: string;
  readonly recipients: number;
  readonly pace: number;
}): Promise<SyncOrderFigures> {
  const world = await startPracticeWorld(options.folder, { recipients: options.recipients, seed: 5 });
  try {
    const workspace = join(options.folder, 'workspace');
    mkdirSync(workspace);
    const { planned } = await launchOnPractice(workspace, world, options.pace);
    const trace = join(options.folder, 'trace');
    const calls = 'trace=pwrite64,pwritev,write,writev,sendto,sendmsg,fsync,fdatasync';
    const wrapper = ['strace', '-f', '-y', '-s', '64', '-e', calls, '-o', trace];
    const end = await startProgram(SUNDIAL, ['run', '--until-idle', '--json', '--workspace', workspace], wrapper).ended;
    if (end.code !== 0) throw new Error(`The traced engine ended with ${end.code}: ${end.error}`);
    return { ...readTrace(readFileSync(trace, 'utf8')), planned: planned.size };
  } finally {
    await world.stop();
  }
}

/** Reads a trace: at each POST, was everything written to the log flushed? Calls count when they have returned. */
export function readTrace(trace: string): SyncOrder {
  const order = { posts: 0, early: 0, flushes: 0 };
  const unfinished = new Map<string, string>();
  let unflushed = 0;
  for (const line of trace.split('\n')) {
    const [process = '', ...rest] = line.split(/\s+/u);
    const text = rest.join(' ');
    if (text.includes('<unfinished ...>')) {
      unfinished.set(process, text);
      // The first byte may leave as soon as the call begins.
      if (isPost(text)) countPost(order, unflushed);
      continue;
    }
    const begun = unfinished.get(process);
    const isResumed = text.startsWith('<...');
    const call = isResumed ? (begun ?? '') : text;
    if (isResumed) unfinished.delete(process);
    if (isLogWrite(call)) unflushed += 1;
    if (isLogFlush(call)) {
      unflushed = 0;
      order.flushes += 1;
    }
    if (isPost(call) && !isResumed) countPost(order, unflushed);
  }
  return order;
}

function countPost(order: { posts: number; early: number }, unflushed: number): void {
  order.posts += 1;
  if (unflushed > 0) order.early += 1;
}

function isLogWrite(call: string): boolean {
  return /^(?:pwrite64|pwritev|write|writev)\(\d+<[^>]*sundial\.db-wal>/u.test(call);
}

function isLogFlush(call: string): boolean {
  return /^(?:fsync|fdatasync)\(\d+<[^>]*sundial\.db-wal>/u.test(call);
}

function isPost(call: string): boolean {
  return /^(?:write|writev|sendto|sendmsg)\(\d+<[^>]*>, .*"POST \/v\d/u.test(call);
}
