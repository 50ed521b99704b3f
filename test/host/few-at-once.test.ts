import { expect, test } from 'vitest';
import { fewAtOnce } from '#host/few-at-once.ts';

test('no more than so many run at a time, in the order they came, and one that fails makes room like any other', async () => {
  const inTurn = fewAtOnce(2);
  const begun: number[] = [];
  const works = [0, 1, 2, 3].map((number) => {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const ended = inTurn(() => {
      begun.push(number);
      return promise;
    });
    return { ended, resolve, reject };
  });
  const [first, second, third, fourth] = works;
  expect(begun).toEqual([0, 1]);
  second?.reject(new Error('no such name'));
  await expect(second?.ended).rejects.toThrow('no such name');
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2]);
  first?.resolve(1);
  expect(await first?.ended).toBe(1);
  third?.resolve(3);
  fourth?.resolve(4);
  expect([await third?.ended, await fourth?.ended]).toEqual([3, 4]);
  const after = inTurn(async () => 'room again');
  expect(await after).toBe('room again');
});
