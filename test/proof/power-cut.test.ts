import { expect, test } from 'vitest';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { provePowerCuts } from './power-cut.ts';

const size = { recipients: 60, randomCuts: 120, mostEdges: 80, seed: 1 };

test('after a power cut at any byte no message whose POST had left is due again', async () => {
  const figures = await provePowerCuts({ folder: temporaryFolder(), ...size });
  expect(figures).toMatchObject({ posts: 60, dueAgain: [], damage: [] });
  expect(figures.cutsInFlight).toBeGreaterThan(50);
});

test('the same cuts catch a POST that leaves before its claim is on disk', async () => {
  const figures = await provePowerCuts({ folder: temporaryFolder(), ...size, isBlind: true });
  expect(figures.dueAgain).not.toEqual([]);
});
