import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { PlanDigest } from '#test/support/plan-digest.ts';

const PROGRAM = fileURLToPath(import.meta.resolve('#test/support/plan-digest.ts'));
const MACHINE_ZONES = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Africa/Casablanca'];

/** Runs the program in a process whose machine stands in `zone`. */
async function digestIn(zone: string, ...args: readonly string[]): Promise<PlanDigest> {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [PROGRAM, ...args], { env: { ...process.env, TZ: zone } });
  return JSON.parse(stdout) as PlanDigest; // printed by our own program
}

test('a plan is the same byte for byte on every machine, and with wrong zone data in Intl', async () => {
  const digests: PlanDigest[] = [];
  for (const zone of MACHINE_ZONES) digests.push(await digestIn(zone));
  const wrong = await digestIn('America/New_York', 'wrong-intl');

  expect(new Set([...digests, wrong].map(({ digest }) => digest)).size).toBe(1);
  expect(digests[0]?.rows).toBe(8 * 600);
  expect(digests[0]?.scheduled).toBeGreaterThan(2_000);

  // The machines did differ, and Intl was wrong: else the sameness above would prove nothing.
  expect(digests.map(({ machineHour }) => machineHour)).toEqual([12, 8, 17, expect.any(Number)]);
  expect(wrong.intlHour).not.toBe('14');
});
