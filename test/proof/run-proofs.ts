import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proveAsking } from './asking-histories.ts';
import { type Figures, writeFigures } from './figures-table.ts';
import { proveKills } from './kill-proof.ts';
import { LOST_WAYS, type LostWay, proveLostAnswers } from './lost-answers.ts';
import { naiveSender } from './naive-sender.ts';
import { provePowerCuts } from './power-cut.ts';
import { simulateFor } from './simulation/simulate-many.ts';
import { hasStrace, proveSyncOrder } from './sync-order.ts';
import { proveWebhookOrder } from './webhook-order.ts';

/** One proof at full size: its name for the command line, and how it is made. */
interface Proof {
  readonly name: string;
  readonly prove: (folder: string) => Promise<Figures>;
}

const MINUTES = 60_000;

const PROOFS: readonly Proof[] = [
  { name: 'kills', prove: kills },
  { name: 'naive', prove: naive },
  { name: 'lost-answers', prove: lostAnswers },
  { name: 'power-cuts', prove: powerCuts },
  { name: 'sync-order', prove: syncOrder },
  { name: 'simulation', prove: simulation },
  { name: 'webhook-order', prove: webhookOrder },
  { name: 'asking', prove: asking },
];

async function kills(folder: string): Promise<Figures> {
  const figures = await proveKills({
    folder,
    kills: 200,
    recipients: 5_000,
    seed: 11,
    pace: 40,
    longestLifeMs: 1_300,
    onKill: tell,
  });
  const {
    doubles,
    lost,
    untrue,
    unexplained,
    damage,
    planned,
    acceptedAtLastKill,
    uncertainAttempts,
    states,
    seconds,
  } = figures;
  const broken = [...doubles, ...lost, ...untrue, ...unexplained, ...damage];
  return {
    isKept: broken.length === 0 && planned >= 4_000 && acceptedAtLastKill < figures.accepted,
    size: `200 kills, ${planned} planned`,
    text: `${doubles.length} doubles, ${lost.length} lost, ${unexplained.length} unexplained, ${figures.needsPerson.length} for a person to decide; ${acceptedAtLastKill} accepted at the last kill, ${uncertainAttempts} answers cut off; ${statesText(states)}; ${seconds} s`,
    broken,
  };
}

/** The naive order has to fail: a proof that finds nothing wrong with it would be blind. */
async function naive(folder: string): Promise<Figures> {
  const figures = await proveKills({
    folder,
    kills: 100,
    recipients: 3_000,
    seed: 12,
    pace: 60,
    longestLifeMs: 700,
    sender: naiveSender({ recordsAfterMs: 0 }),
    onKill: tell,
  });
  return {
    isKept: figures.doubles.length > 0,
    size: `100 kills, ${figures.planned} planned`,
    text: `send-then-record, as it should, fails: ${figures.doubles.length} people got it twice; ${figures.seconds} s`,
    broken: figures.doubles.length > 0 ? [] : ['the naive sender was not caught'],
  };
}

async function lostAnswers(folder: string): Promise<Figures> {
  const ways = Object.keys(LOST_WAYS) as readonly LostWay[]; // the keys of a record of ways
  const figures = await proveLostAnswers({ folder, ways, each: 200, seed: 13 });
  const {
    doubles,
    lost,
    untrue,
    unexplained,
    damage,
    lostAnswers: struck,
    planned,
    provenSent,
    provenUnsent,
    seconds,
  } = figures;
  const broken = [...doubles, ...lost, ...untrue, ...unexplained, ...damage];
  const least = Math.min(...Object.values(struck));
  return {
    isKept: broken.length === 0 && least === 200,
    size: `${ways.length} ways, ${least} answers each, ${planned} planned`,
    text: `${doubles.length} doubles, ${lost.length} lost; read-back proved ${provenSent} sent and ${provenUnsent} unsent; ${seconds} s`,
    broken,
  };
}

async function powerCuts(folder: string): Promise<Figures> {
  const figures = await provePowerCuts({ folder, recipients: 400, randomCuts: 3_000, mostEdges: 2_000, seed: 14 });
  const broken = [...figures.dueAgain, ...figures.damage];
  return {
    isKept: broken.length === 0 && figures.cutsInFlight > 0,
    size: `${figures.cuts} cuts, ${figures.posts} messages`,
    text: `${figures.dueAgain.length} due again, ${figures.damage.length} damaged; ${figures.cutsInFlight} cuts fell while messages were on their way; ${figures.seconds} s`,
    broken,
  };
}

async function syncOrder(folder: string): Promise<Figures> {
  if (!hasStrace()) {
    return { isKept: false, size: 'not run', text: 'strace is not on this computer', broken: ['strace is missing'] };
  }
  const figures = await proveSyncOrder({ folder, recipients: 230, pace: 2 });
  return {
    isKept: figures.early === 0 && figures.posts > 0,
    size: `${figures.posts} messages traced`,
    text: `${figures.early} left before their claim was flushed; ${figures.flushes} flushes`,
    broken: figures.early === 0 ? [] : [`${figures.early} messages left early`],
  };
}

async function simulation(): Promise<Figures> {
  const many = await simulateFor(10 * MINUTES, (seeds) => tell(seeds));
  const missing = many.neverReached;
  return {
    isKept: many.violations.length === 0 && missing.length === 0,
    size: `${many.worlds} worlds, ${many.days} days, ${many.posts} messages`,
    text: `${many.violations.length} broken promises; ${missing.length === 0 ? 'every rare moment reached' : `never reached: ${missing.join(', ')}`}; ${many.replayed} worlds replayed to the same hash; ${many.seconds} s`,
    broken: [...many.violations, ...missing.map((name) => `never reached: ${name}`)],
  };
}

async function webhookOrder(): Promise<Figures> {
  const figures = await proveWebhookOrder({ shuffles: 10_000, seed: 17, onShuffle: (done) => tell(done / 25) });
  const { shuffles, events, permissions, different, seconds } = figures;
  return {
    isKept: different.length === 0 && permissions > 3,
    size: `${shuffles} shuffles of one history, ${events} events`,
    text: `${different.length} ended with other permissions or other consent; ${permissions} permissions; ${seconds} s`,
    broken: different,
  };
}

async function asking(): Promise<Figures> {
  const figures = await proveAsking({ histories: 10_000, seed: 18, onHistory: (done) => tell(done / 25) });
  const { histories, sent, refused, seconds } = figures;
  return {
    isKept: refused.length === 0 && sent > histories / 2,
    size: `${histories} histories on both platforms, guard on and off, ${sent} cards accepted`,
    text: `${refused.length} refused for a limit; ${seconds} s`,
    broken: refused,
  };
}

function statesText(states: Readonly<Record<string, number>>): string {
  return Object.entries(states)
    .map(([state, count]) => `${count} ${state}`)
    .join(', ');
}

function tell(count: number): void {
  if (count % 20 === 0) process.stderr.write(`  ${count}\n`);
}

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !PROOFS.some((proof) => proof.name === name));
  if (unknown.length > 0) {
    process.stderr.write(
      `There is no proof ${unknown.join(', ')}; there are ${PROOFS.map(({ name }) => name).join(', ')}.\n`,
    );
    process.exitCode = 2;
    return;
  }
  for (const { name, prove } of PROOFS.filter((proof) => names.length === 0 || names.includes(proof.name))) {
    const folder = mkdtempSync(join(tmpdir(), 'sundial-proof-'));
    process.stdout.write(`${name}\n`);
    try {
      const figures = await prove(folder);
      process.stdout.write(`  ${figures.isKept ? 'kept' : 'BROKEN'}: ${figures.size}: ${figures.text}\n`);
      for (const line of figures.broken.slice(0, 20)) process.stdout.write(`    ${line}\n`);
      writeFigures(name, figures, new Date());
      if (!figures.isKept) process.exitCode = 1;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

await main(process.argv.slice(2));
