import { expect, test } from 'vitest';
import { proveAsking } from '#test/proof/asking-histories.ts';

test('in random histories on both platforms, with lost answers and yeses, no card that leaves breaks a limit', async () => {
  const { sent, refused } = await proveAsking({ histories: 160, seed: 5 });
  expect(refused).toEqual([]);
  // A history in which nothing leaves would hold by itself.
  expect(sent).toBeGreaterThan(80);
});
