import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf, PRACTICE, startProgram, sundialCommand } from './program.ts';

/** A practice platform in a process of its own: the judge, which no kill of the engine touches (DESIGN 8). */
export interface PracticeWorld {
  readonly url: string;
  readonly accessToken: string;
  readonly pageId: string;
  /** Tokens of accepted marketing messages, in order of acceptance. */
  ledger(): readonly string[];
  stop(): Promise<void>;
}

/**
 * Starts the practice platform as a real process with its own file.
 *
 * Lenient: it takes a message inside the cool-down all the same, so that a double stands in its ledger instead of being refused.
 */
export async function startPracticeWorld(
  folder: string,
  options: { readonly recipients: number; readonly seed: number; readonly faults?: readonly object[] },
): Promise<PracticeWorld> {
  const ledgerPath = join(folder, 'ledger.ndjson');
  writeFileSync(ledgerPath, '');
  const words = ['--file', join(folder, 'practice.db'), '--ledger', ledgerPath, '--lenient', '--until-stdin-ends'];
  words.push('--recipients', String(options.recipients), '--seed', String(options.seed));
  if (options.faults !== undefined) {
    const faultsPath = join(folder, 'faults.json');
    writeFileSync(faultsPath, JSON.stringify(options.faults));
    words.push('--faults', faultsPath);
  }
  const program = startProgram(PRACTICE, words);
  const line = await program.firstLine;
  if (line === null) throw new Error(`The practice platform did not start: ${(await program.ended).error}`);
  const account = JSON.parse(line) as { readonly url: string; readonly accessToken: string; readonly pageId: string }; // issue 2, Shapes
  return {
    ...account,
    ledger: () =>
      linesOf(wholeLines(readFileSync(ledgerPath, 'utf8')))
        .filter(({ kind }) => kind === 'marketing')
        .map(({ token }) => String(token)),
    stop: async () => {
      program.kill('SIGTERM');
      await program.ended;
    },
  };
}

/** A file that is being written to, without the line that is not whole yet. */
function wholeLines(text: string): string {
  return text.slice(0, text.lastIndexOf('\n') + 1);
}

/** A workspace with one practice account, its people taken in, and one campaign launched for right now. */
export interface LaunchedWorkspace {
  readonly folder: string;
  readonly campaign: string;
  /** Tokens the plan wants to reach. */
  readonly planned: ReadonlySet<string>;
}

/** Prepares a workspace by the commands a person would use (issue 2, point 9). */
export async function launchOnPractice(
  folder: string,
  world: Pick<PracticeWorld, 'url'>,
  pace: number,
): Promise<LaunchedWorkspace> {
  const run = (...words: readonly string[]) => sundialCommand(folder, words);
  await run('account', 'add', '--practice', '--api-base', world.url, '--pace', String(pace));
  await run('tokens', 'sync');
  const file = join(folder, 'campaign.json');
  writeFileSync(
    file,
    JSON.stringify({
      name: 'Proof',
      account: 'a1',
      audience: { topics: [] },
      message: { text: 'Hello from the proof' },
      schedule: { at: 'now', lateMinutes: 1_200, window: null },
    }),
  );
  const [added] = await run('campaign', 'add', file);
  const campaign = String(added?.['id']);
  const plan = await run('campaign', 'plan', campaign);
  await run('campaign', 'launch', campaign);
  const planned = new Set(plan.filter(({ state }) => state === 'scheduled').map(({ token }) => String(token)));
  return { folder, campaign, planned };
}
