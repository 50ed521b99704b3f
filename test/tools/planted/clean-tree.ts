/** A text file by its path from the project root. */
export type Tree = Readonly<Record<string, string>>;

/**
 * A small project that keeps every rule: one file or two per layer. Violations are planted beside these files, and the
 * tree alone must pass every check, or a check that refuses everything would look as good as one that works.
 */
export const CLEAN_TREE: Tree = {
  'shared/lang/assert-never.ts': `/** Refuses at compile time what is left over of a closed union. */
export function assertNever(value: never): never {
  throw new Error(\`Unexpected: \${String(value)}.\`);
}
`,
  'shared/time/instant.ts': `/** Milliseconds since 1970 in UTC. */
export type EpochMs = number;
`,
  'shared/domain/light.ts': `import { assertNever } from '#shared/lang/assert-never.ts';
import type { EpochMs } from '#shared/time/instant.ts';

/** What a lamp shows. */
export type Light = 'green' | 'red';

/** Whether one may go, and since when. */
export function mayGo(light: Light, since: EpochMs): boolean {
  switch (light) {
    case 'green':
      return since > 0;
    case 'red':
      return false;
    default:
      return assertNever(light);
  }
}
`,
  'electron/engine/engine.ts': `import { type Light, mayGo } from '#shared/domain/light.ts';
import { lightOf } from './store/lights.ts';

/** Tells the instant. */
export type Clock = { readonly now: () => number };

/** Whether one may go now. */
export async function decide(clock: Clock): Promise<boolean> {
  const light: Light = await Promise.resolve(lightOf());
  return mayGo(light, clock.now());
}
`,
  'electron/engine/store/lights.ts': `import Database from 'better-sqlite3';
import type { Light } from '#shared/domain/light.ts';

/** The lamp's light, from a database in memory. */
export function lightOf(): Light {
  const db = new Database(':memory:');
  const row = db.prepare("SELECT 'green' AS light").get();
  db.close();
  return row === undefined ? 'red' : 'green';
}
`,
  'electron/host/system-clock.ts': `import type { Clock } from '#engine/engine.ts';

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };
`,
  'electron/practice/practice-process.ts': `import { mayGo } from '#shared/domain/light.ts';

process.exitCode = mayGo('green', Date.now()) ? 0 : 1;
`,
  'electron/cli/sundial.ts': `import { decide } from '#engine/engine.ts';
import { systemClock } from '#host/system-clock.ts';

console.log(await decide(systemClock));
`,
  'electron/cli/journey.ts': `import { decide } from '#engine/engine.ts';
import { systemClock } from '#host/system-clock.ts';

console.log('practice', await decide(systemClock));
`,
  'test/unit/light.test.ts': `import { expect, it } from 'vitest';
import { mayGo } from '#shared/domain/light.ts';

it('nobody goes at red', () => {
  expect(mayGo('red', 1)).toBe(false);
});
`,
};
