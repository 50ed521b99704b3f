import { join } from 'node:path';
import type { BareOpenInput } from './bare-open-process.ts';
import { runChild, runTimedChild } from './child.ts';
import type { Comparison, Measured } from './ratio.ts';
import type { ReadyInput, ReadyReport } from './ready-process.ts';
import { writeSendingTemplate } from './sending-template.ts';
import { copyFile, settleDisk, type WorkFolder } from './work-folder.ts';

/** Senders, as in the case of sending. */
const ACCOUNTS = 10;

/** An engine that starts on a workspace of `tokens` tokens and answers, against opening the same file and asking the same. */
export async function readyCase(work: WorkFolder, tokens: number): Promise<Comparison> {
  const template = await writeSendingTemplate({
    workspacePath: work.at(`ready-${tokens}.db`),
    practicePath: work.at(`ready-practice-${tokens}.db`),
    accounts: ACCOUNTS,
    tokens,
    dueTokens: 0,
  });
  const folder = work.fresh(`ready-${tokens}`);
  const databasePath = join(folder, 'sundial.db');
  copyFile(template.workspacePath, databasePath);
  settleDisk();
  // The first start makes what belongs to a workspace; those that are measured find it there.
  await runChild(new URL('./ready-process.ts', import.meta.url), { folder } satisfies ReadyInput);
  return {
    work: 'ready',
    rows: tokens,
    measure: 'time',
    goal: { kind: 'none' },
    ours: {
      name: 'engine on threads, first answers',
      run: () => measure(new URL('./ready-process.ts', import.meta.url), { folder }),
    },
    yardstick: {
      name: 'better-sqlite3 opening the same file, same questions',
      run: () => measure(new URL('./bare-open-process.ts', import.meta.url), { databasePath }),
    },
    figures: [
      { name: 'ms', unit: 'ms', of: 'median', goal: { kind: 'atMost', bound: 500 } },
      { name: 'without Node and code', unit: 'ms', of: 'median', goal: { kind: 'none' } },
      { name: 'memory', unit: 'MiB', of: 'worst', goal: { kind: 'atMost', bound: 200 } },
    ],
    notes: [
      `${template.deliveries.toLocaleString('en')} deliveries stand in it too. Both from the start of a fresh Node process to the answers; the file is in the system's cache.`,
    ],
  };
}

async function measure(script: URL, given: ReadyInput | BareOpenInput): Promise<Measured> {
  const { report, afterMs } = await runTimedChild<ReadyReport>(script, given);
  return {
    tookMs: afterMs,
    figures: { 'without Node and code': Math.round(report.engineMs), memory: report.memoryMiB },
  };
}
