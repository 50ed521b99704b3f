import { describe, expect, test } from 'vitest';
import { MUTANTS } from './simulation/mutants.ts';
import { simulate } from './simulation/simulate.ts';

const SMALL = { days: 3, people: 60 };

describe('a simulated world of kills, faults, wrong clocks and changing minds', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('keeps every promise with seed %i', async (seed) => {
    const outcome = await simulate({ ...SMALL, seed });
    expect(outcome.violations).toEqual([]);
    expect(outcome.accepted).toBeGreaterThan(0);
  });

  test('is the same world again with the same seed', async () => {
    const first = await simulate({ ...SMALL, seed: 3 });
    expect((await simulate({ ...SMALL, seed: 3 })).hash).toBe(first.hash);
    expect((await simulate({ ...SMALL, seed: 4 })).hash).not.toBe(first.hash);
  });

  test.each(MUTANTS)('sees that an engine that $bug breaks a promise', async ({ mutate, seeds }) => {
    const found: string[] = [];
    for (const seed of seeds) {
      found.push(...(await simulate({ ...SMALL, seed, mutateStore: mutate })).violations);
      if (found.length > 0) break;
    }
    expect(found).not.toEqual([]);
  });
});
