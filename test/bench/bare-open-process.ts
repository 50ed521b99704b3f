import Database from 'better-sqlite3';
import { input, memoryMiB, report } from './child.ts';
import type { ReadyReport } from './ready-process.ts';

/** What the parent asks for. */
export interface BareOpenInput {
  readonly databasePath: string;
}

/** Opens the file and asks what the engine is asked. */
function answerOnce({ databasePath }: BareOpenInput): void {
  const startedAt = performance.now();
  const db = new Database(databasePath);
  const accounts = db.prepare('SELECT * FROM account ORDER BY id').all();
  const campaigns = db.prepare('SELECT * FROM campaign ORDER BY id DESC').all();
  if (accounts.length === 0 || campaigns.length === 0) throw new Error('The workspace is empty.');
  report({ engineMs: performance.now() - startedAt, memoryMiB: memoryMiB() } satisfies ReadyReport);
  db.close();
}

answerOnce(input() as BareOpenInput); // given by the case that starts this script
