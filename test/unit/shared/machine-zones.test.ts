import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { ZoneDigest } from '#test/support/zone-digest.ts';

const PROGRAM = fileURLToPath(import.meta.resolve('#test/support/zone-digest.ts'));
const MACHINE_ZONES = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Africa/Casablanca'];

/** Runs the program in a process whose machine stands in `zone`. */
async function digestIn(zone: string, ...args: readonly string[]): Promise<ZoneDigest> {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [PROGRAM, ...args], { env: { ...process.env, TZ: zone } });
  return JSON.parse(stdout) as ZoneDigest; // printed by our own program
}

describe('times', () => {
  it('are the same on every machine, and with wrong zone data in Intl', async () => {
    const digests: ZoneDigest[] = [];
    for (const zone of MACHINE_ZONES) digests.push(await digestIn(zone));
    const wrong = await digestIn('America/New_York', 'wrong-intl');

    expect(new Set([...digests, wrong].map(({ digest }) => digest)).size).toBe(1);
    expect(digests[0]?.answers).toBeGreaterThan(300_000);

    // The machines did differ, and Intl was wrong: else the sameness above would prove nothing.
    expect(digests.map(({ machineHour }) => machineHour)).toEqual([12, 8, 17, expect.any(Number)]);
    expect(digests.map(({ intlHour }) => intlHour)).toEqual(['14', '14', '14', '14']);
    expect(wrong.intlHour).not.toBe('14');
  });
});
