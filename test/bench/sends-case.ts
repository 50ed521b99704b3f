import { join } from 'node:path';
import type { BareLoopInput } from './bare-loop-process.ts';
import { runChild } from './child.ts';
import type { DispatchInput } from './dispatch-process.ts';
import { startPracticeServer } from './practice-server.ts';
import type { Comparison, Measured } from './ratio.ts';
import { countSent, type SendingTemplate, writeSendingTemplate } from './sending-template.ts';
import { copyFile, settleDisk, type WorkFolder } from './work-folder.ts';

/** Senders (DESIGN 11). */
const ACCOUNTS = 10;

/** Messages of one run: some ten seconds, whatever the size of the workspace. */
const SENDS = 40_000;

/** Connections, and so requests on the wire at once, on both sides: what the host keeps by default. */
const CONCURRENCY = 128;

/** As in bookkeeping: 250 ms of 300 a second (DESIGN 6). */
const GROUP = 75;

/** Sending from a workspace of `tokens` tokens to the practice platform in another process, against a bare loop of the same requests. */
export async function sendsCase(work: WorkFolder, tokens: number): Promise<Comparison> {
  const template = await writeSendingTemplate({
    workspacePath: work.at(`sends-${tokens}.db`),
    practicePath: work.at(`sends-practice-${tokens}.db`),
    accounts: ACCOUNTS,
    tokens,
    dueTokens: Math.min(tokens, SENDS),
  });
  return {
    work: 'sends',
    rows: template.due,
    measure: 'rate',
    goal: { kind: 'atLeast', bound: 0.6 },
    ours: { name: 'engine: claim, POST, class, record at FULL', run: () => sendByEngine(work, template) },
    yardstick: { name: `bare node:http loop, keep-alive, ${CONCURRENCY} at once`, run: () => sendBare(work, template) },
    figures: [
      { name: 'perSecond', unit: '/s', of: 'median', goal: { kind: 'atLeast', bound: 3_000 } },
      { name: 'deliveries per claim', unit: '', of: 'median', goal: { kind: 'none' } },
      { name: 'answers per commit', unit: '', of: 'median', goal: { kind: 'none' } },
      { name: 'processor', unit: 'ms', of: 'median', goal: { kind: 'none' } },
      { name: 'memory', unit: 'MiB', of: 'worst', goal: { kind: 'none' } },
    ],
    notes: [
      `A workspace of ${template.deliveries.toLocaleString('en')} deliveries, ${ACCOUNTS} accounts, at most ${CONCURRENCY} requests on the wire; limits of 300 a second lifted on both sides.`,
      'The practice platform is a process of its own on the same cores and puts every acceptance on disk before it answers.',
    ],
  };
}

async function sendByEngine(work: WorkFolder, template: SendingTemplate): Promise<Measured> {
  const folder = work.fresh('sends');
  const workspacePath = join(folder, 'sundial.db');
  copyFile(template.workspacePath, workspacePath);
  const { due, accounts } = template;
  return withPractice(work, template, async (origin) => {
    const given: DispatchInput = { folder, due, wireLimit: GROUP, origin, accounts, connections: CONCURRENCY };
    const measured = await runChild<Measured>(new URL('./dispatch-process.ts', import.meta.url), given);
    const sent = countSent(workspacePath);
    if (sent !== due) throw new Error(`${sent} of ${due} deliveries were sent.`);
    return measured;
  });
}

function sendBare(work: WorkFolder, template: SendingTemplate): Promise<Measured> {
  const { workspacePath, accounts } = template;
  return withPractice(work, template, (origin) =>
    runChild<Measured>(new URL('./bare-loop-process.ts', import.meta.url), {
      workspacePath,
      origin,
      accounts,
      concurrency: CONCURRENCY,
    } satisfies BareLoopInput),
  );
}

/** A fresh practice platform for one run; it has to have accepted every message once. */
async function withPractice(
  work: WorkFolder,
  template: SendingTemplate,
  send: (origin: string) => Promise<Measured>,
): Promise<Measured> {
  const file = join(work.fresh('practice'), 'practice.db');
  copyFile(template.practicePath, file);
  settleDisk();
  const practice = await startPracticeServer(file);
  let measured: Measured | null = null;
  let accepted = 0;
  try {
    measured = await send(practice.origin);
  } finally {
    accepted = await practice.stop();
  }
  if (accepted !== template.due) throw new Error(`The platform accepted ${accepted} of ${template.due} messages.`);
  return measured;
}
