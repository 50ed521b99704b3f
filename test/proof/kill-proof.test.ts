import { expect, test } from 'vitest';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { proveKills } from './kill-proof.ts';
import { naiveSender } from './naive-sender.ts';

/** Real processes and sockets on a computer that may be busy with other tests. */
const SLOW = { timeout: 180_000 };

test('an engine killed again and again while it sends reaches everyone once and explains every row', SLOW, async () => {
  const figures = await proveKills({
    folder: temporaryFolder(),
    kills: 8,
    recipients: 600,
    seed: 1,
    pace: 60,
    longestLifeMs: 500,
    livesFrom: 'acceptance',
  });
  expect(figures).toMatchObject({ doubles: [], lost: [], untrue: [], unexplained: [], damage: [] });
  expect(figures.planned).toBeGreaterThan(200);
  // Kills that come before the first message or after the last prove nothing.
  expect(figures.acceptedAtLastKill).toBeGreaterThan(0);
  expect(figures.acceptedAtLastKill).toBeLessThan(figures.accepted);
});

test('the same proof catches a sender that sends first and records afterwards', SLOW, async () => {
  const figures = await proveKills({
    folder: temporaryFolder(),
    kills: 3,
    recipients: 30,
    seed: 2,
    pace: 60,
    longestLifeMs: 100,
    livesFrom: 'acceptance',
    sender: naiveSender({ recordsAfterMs: 1_000 }),
  });
  expect(figures.acceptedAtLastKill).toBeGreaterThan(0);
  expect(figures.doubles).not.toEqual([]);
});
