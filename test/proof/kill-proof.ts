import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createSeededRandom } from '#host/rehearsal-random.ts';
import { type LaunchedWorkspace, launchOnPractice, type PracticeWorld, startPracticeWorld } from './practice-world.ts';
import { type Program, SUNDIAL, startProgram, sundialCommand } from './program.ts';
import { compareWithLedger, type Verdict } from './verdict.ts';

/** How often the ledger is looked at, in ms. */
const LOOK_EVERY_MS = 5;

/** Size of the kill proof. */
export interface KillProofOptions {
  /** An empty folder. */
  readonly folder: string;
  readonly kills: number;
  readonly recipients: number;
  readonly seed: number;
  /** Messages a second; chosen so that the campaign outlasts the kills. */
  readonly pace: number;
  /** Longest time a life lasts after its first line, in ms; each is drawn evenly from 0 to this. */
  readonly longestLifeMs: number;
  /** What is killed; not given = the engine itself. It prints a first line of JSON with its pid, and sends until it ends. */
  readonly sender?: KilledSender;
  /**
   * When a life's time begins to count: `start` with its first line, `acceptance` with the first message of this life that stands in
   * the ledger, so that a slow computer, too, kills in the middle of sending. Not given = `start`.
   */
  readonly livesFrom?: 'start' | 'acceptance';
  readonly onKill?: (kills: number) => void;
}

/** A program that sends what a workspace has planned. */
export interface KilledSender {
  start(workspace: string): Program;
  /** Runs it once more, until nothing is left to do. */
  finish(workspace: string): Promise<void>;
}

/** How a kill proof ended. */
export interface KillFigures extends Verdict {
  readonly kills: number;
  readonly planned: number;
  /** Accepted messages when the last kill struck: below `planned`, or the kills came too late to mean anything. */
  readonly acceptedAtLastKill: number;
  readonly seconds: number;
}

/** The engine, as a person starts it (issue 2, "What must show": the engine process itself, not npm). */
export const ENGINE: KilledSender = {
  start: (workspace) => startProgram(SUNDIAL, ['run', '--json', '--workspace', workspace]),
  finish: async (workspace) => {
    await sundialCommand(workspace, ['run', '--until-idle']);
  },
};

/**
 * Kills a running sender again and again at random moments, lets it finish, and compares the practice platform's ledger with the
 * workspace (RELIABILITY T1).
 */
export async function proveKills(options: KillProofOptions): Promise<KillFigures> {
  const startedAt = performance.now();
  const world = await startPracticeWorld(options.folder, options);
  try {
    const workspace = join(options.folder, 'workspace');
    mkdirSync(workspace);
    const launched = await launchOnPractice(workspace, world, options.pace);
    const sender = options.sender ?? ENGINE;
    const acceptedAtLastKill = await killAgainAndAgain(options, { world, launched, sender });
    await sender.finish(workspace);
    return {
      ...compareWithLedger(workspace, world.ledger(), launched.planned),
      kills: options.kills,
      planned: launched.planned.size,
      acceptedAtLastKill,
      seconds: Math.round((performance.now() - startedAt) / 1_000),
    };
  } finally {
    await world.stop();
  }
}

async function killAgainAndAgain(
  { kills, seed, longestLifeMs, onKill, livesFrom }: KillProofOptions,
  on: { readonly world: PracticeWorld; readonly launched: LaunchedWorkspace; readonly sender: KilledSender },
): Promise<number> {
  const random = createSeededRandom(seed);
  let accepted = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    const program = on.sender.start(on.launched.folder);
    const line = await program.firstLine;
    if (line === null) throw new Error(`The sender ended before it was killed: ${(await program.ended).error}`);
    const { pid } = JSON.parse(line) as { readonly pid: number }; // issue 2, Shapes
    if (pid !== program.pid) {
      throw new Error(`Process ${program.pid} says it is ${pid}; another process would be killed.`);
    }
    if (livesFrom === 'acceptance') await ledgerBeyond(accepted, on.world, program);
    await setTimeout(random.next() * longestLifeMs);
    program.kill('SIGKILL');
    const end = await program.ended;
    if (end.signal !== 'SIGKILL') throw new Error(`The sender ended by itself: ${end.code} ${end.error}`);
    accepted = on.world.ledger().length;
    onKill?.(kill);
  }
  return accepted;
}

/** Waits until the ledger is longer than it was. */
async function ledgerBeyond(length: number, world: PracticeWorld, program: Program): Promise<void> {
  const life = { hasEnded: false };
  void program.ended.then(() => {
    life.hasEnded = true;
  });
  while (world.ledger().length <= length && !life.hasEnded) await setTimeout(LOOK_EVERY_MS);
}
