import { expect, test } from 'vitest';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { LOST_WAYS, type LostWay, proveLostAnswers } from './lost-answers.ts';

/** Real processes and sockets on a computer that may be busy with other tests. */
const SLOW = { timeout: 180_000 };

const ways = Object.keys(LOST_WAYS) as readonly LostWay[]; // the keys of a record of ways

test('answers lost in every way double nobody and lose nobody, and reading the tokens settles them', SLOW, async () => {
  const figures = await proveLostAnswers({ folder: temporaryFolder(), ways, each: 6, seed: 1 });
  expect(figures).toMatchObject({ doubles: [], lost: [], untrue: [], unexplained: [], damage: [] });
  expect(figures.lostAnswers).toEqual(Object.fromEntries(ways.map((way) => [way, 6])));
  expect(figures.provenSent).toBeGreaterThan(15);
  expect(figures.provenUnsent).toBeGreaterThan(15);
});
