import { join } from 'node:path';
import { runChild } from './child.ts';
import type { DispatchInput } from './dispatch-process.ts';
import type { PlainjobInput } from './plainjob-process.ts';
import type { Comparison, Measured, Side } from './ratio.ts';
import { countSent, type SendingTemplate, writeSendingTemplate } from './sending-template.ts';
import { copyFile, settleDisk, type WorkFolder } from './work-folder.ts';

/** Deliveries of one run (DESIGN 11). */
export const DELIVERIES = 100_000;

/** Senders, as in the case of sending. */
const ACCOUNTS = 10;

/**
 * Most deliveries of one claim: 250 ms of 300 a second, the most that DESIGN 6 allows an account. With the pace itself lifted, this
 * keeps the groups at the size they have in earnest.
 */
const GROUP = 75;

/** Concurrency at which plainjob was measured best (STACK 8). */
const PLAINJOB_WORKERS = 50;

/** 100,000 deliveries in a workspace of `tokens` tokens, claimed, "sent" to nobody and recorded, against a job queue at FULL. */
export async function bookkeepingCase(work: WorkFolder, tokens: number): Promise<Comparison> {
  const template = await bookkeepingTemplate(work, tokens);
  return {
    work: 'bookkeeping',
    rows: template.due,
    measure: 'rate',
    goal: { kind: 'atLeast', bound: 2 },
    ours: bookkeepingSide(work, template),
    yardstick: plainjobSide(work, template.due),
    figures: [
      { name: 'perSecond', unit: '/s', of: 'median', goal: { kind: 'none' } },
      { name: 'deliveries per claim', unit: '', of: 'median', goal: { kind: 'none' } },
      { name: 'answers per commit', unit: '', of: 'median', goal: { kind: 'none' } },
      { name: 'processor', unit: 'ms', of: 'median', goal: { kind: 'none' } },
      { name: 'memory', unit: 'MiB', of: 'worst', goal: { kind: 'none' } },
    ],
    notes: [
      `A workspace of ${template.deliveries.toLocaleString('en')} deliveries, ${ACCOUNTS} accounts, pace limit lifted, groups of at most ${GROUP}.`,
      'Each delivery is claimed with its attempt row in one commit and its answer recorded in another; plainjob claims and completes one by one.',
    ],
  };
}

/** A workspace with as many deliveries due as one run takes. */
export function bookkeepingTemplate(work: WorkFolder, tokens: number): Promise<SendingTemplate> {
  return writeSendingTemplate({
    workspacePath: work.at(`bookkeeping-${tokens}.db`),
    practicePath: work.at(`bookkeeping-practice-${tokens}.db`),
    accounts: ACCOUNTS,
    tokens,
    dueTokens: Math.min(tokens, DELIVERIES),
  });
}

/** Our side, in a process of its own. */
export function bookkeepingSide(work: WorkFolder, template: SendingTemplate): Side {
  return {
    name: 'Dispatcher on the threaded store at FULL, accepted at once',
    run: async () => {
      const folder = work.fresh('bookkeeping');
      const workspacePath = join(folder, 'sundial.db');
      copyFile(template.workspacePath, workspacePath);
      settleDisk();
      const { due, accounts } = template;
      const given: DispatchInput = { folder, due, wireLimit: GROUP, origin: null, accounts, connections: 1 };
      const measured = await runChild<Measured>(new URL('./dispatch-process.ts', import.meta.url), given);
      const sent = countSent(workspacePath);
      if (sent !== due) throw new Error(`${sent} of ${due} deliveries were sent.`);
      return measured;
    },
  };
}

function plainjobSide(work: WorkFolder, jobs: number): Side {
  return {
    name: 'plainjob 0.0.14 at FULL',
    run: () => {
      const databasePath = join(work.fresh('plainjob'), 'jobs.db');
      settleDisk();
      return runChild<Measured>(new URL('./plainjob-process.ts', import.meta.url), {
        databasePath,
        jobs,
        workers: PLAINJOB_WORKERS,
      } satisfies PlainjobInput);
    },
  };
}
