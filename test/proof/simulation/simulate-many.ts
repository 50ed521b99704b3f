import { SOMETIMES, type SometimesName } from './sim-log.ts';
import { simulate } from './simulate.ts';

/** What many worlds brought. */
export interface ManyWorlds {
  readonly worlds: number;
  /** Simulated days in all. */
  readonly days: number;
  readonly posts: number;
  /** Broken promises, each with its seed and size, so that the world can be played again. */
  readonly violations: readonly string[];
  /** Rare moments that no world reached. */
  readonly neverReached: readonly SometimesName[];
  /** Worlds that were played a second time and gave the same hash. */
  readonly replayed: number;
  readonly seconds: number;
}

/** Every so manieth world is played twice. */
const REPLAY_EVERY = 25;

/** Plays worlds of many sizes, one after the other, until time is up. */
export async function simulateFor(durationMs: number, onWorld: (worlds: number) => void): Promise<ManyWorlds> {
  const startedAt = performance.now();
  const reached = new Set<SometimesName>();
  const violations: string[] = [];
  const sum = { worlds: 0, days: 0, posts: 0, replayed: 0 };
  for (let seed = 1_000; performance.now() - startedAt < durationMs; seed += 1) {
    const size = { days: 2 + (seed % 6), people: 40 + (seed % 4) * 30 };
    const outcome = await simulate({ seed, ...size }).catch((error: unknown) => String(error));
    sum.worlds += 1;
    sum.days += size.days;
    onWorld(sum.worlds);
    if (typeof outcome === 'string') {
      violations.push(`seed ${seed}, ${size.days} days, ${size.people} people: broke with ${outcome}`);
      continue;
    }
    sum.posts += outcome.posts;
    for (const name of SOMETIMES) if (outcome.reached[name] > 0) reached.add(name);
    violations.push(
      ...outcome.violations.map((line) => `seed ${seed}, ${size.days} days, ${size.people} people: ${line}`),
    );
    if (seed % REPLAY_EVERY === 0) {
      const again = await simulate({ seed, ...size });
      if (again.hash === outcome.hash) sum.replayed += 1;
      else violations.push(`seed ${seed} is another world the second time`);
    }
  }
  return {
    ...sum,
    violations,
    neverReached: SOMETIMES.filter((name) => !reached.has(name)),
    seconds: Math.round((performance.now() - startedAt) / 1_000),
  };
}
