import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';

const PROGRAM = fileURLToPath(import.meta.resolve('#practice/practice-process.ts'));

/** The practice platform in a process of its own. */
export interface PracticeServer {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Ends it orderly and tells how many messages it accepted. */
  readonly stop: () => Promise<number>;
}

/**
 * Starts the program on a file, with the limit of 300 calls a second lifted: what is measured is the two programs, not the limit.
 * It keeps no ledger file; every acceptance is in its database before the answer leaves.
 */
export async function startPracticeServer(file: string): Promise<PracticeServer> {
  const child = spawn(process.execPath, [PROGRAM, '--file', file, '--sends-per-second', '0', '--until-stdin-ends'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended])) as readonly unknown[]; // a line, or an exit code
  if (typeof line !== 'string') throw new Error('The practice platform ended before it listened.');
  const { url } = JSON.parse(line) as { readonly url: string }; // as issue 2 promises of its first line
  return {
    origin: url,
    stop: async () => {
      child.stdin.end();
      await ended;
      return countAccepted(file);
    },
  };
}

function countAccepted(file: string): number {
  const db = new Database(file, { readonly: true });
  const accepted = db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM message WHERE kind = 'marketing'`).get()?.n;
  db.close();
  return accepted ?? 0;
}
