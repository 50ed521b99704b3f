import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';

/** Whether a process of this id runs. One that has ended and that nobody asks after (in containers, nobody may) does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false; // no such process: what this function tells
  }
  return !/^.*\) [XZ] /s.test(statOf(String(pid)));
}

/** Processes that a process started: from the process file system where there is one (slim systems have no `ps`), else from `ps`. */
export async function childrenOf(pid: number): Promise<readonly number[]> {
  const rows = existsSync('/proc/self/stat') ? rowsOfProc() : await rowsOfPs();
  return rows.flatMap(([child, parent]) => (parent === pid ? [child] : []));
}

type Row = readonly [pid: number, parent: number];

function rowsOfProc(): readonly Row[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      // The name of a program stands in parentheses and may hold anything; the state and the parent follow the last one.
      const parent = /^.*\) \S (\d+) /s.exec(statOf(name))?.[1];
      return parent === undefined ? [] : [[Number(name), Number(parent)] as const];
    });
}

function statOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return ''; // ended since, or a system without this file system
  }
}

async function rowsOfPs(): Promise<readonly Row[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  const rows = stdout.trim().split('\n');
  return rows.map((row) => {
    const [child = 0, parent = 0] = row.trim().split(/\s+/).map(Number);
    return [child, parent] as const;
  });
}
