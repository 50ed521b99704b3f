import { expect, test } from 'vitest';
import { OneAtATime } from '#renderer/places/people/one-at-a-time.ts';

/** Work that says when it begins, and ends when it is told to. */
function handWork(name: string, log: string[]) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const work = async (signal: AbortSignal): Promise<string> => {
    log.push(name);
    signal.addEventListener('abort', () => reject(new Error(`${name} was cancelled`)));
    await promise;
    return name;
  };
  return { work, end: resolve };
}

const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a second piece of work is not begun while the first runs', async () => {
  const [log, one] = [new Array<string>(), new OneAtATime()];
  const [first, second] = [handWork('first', log), handWork('second', log)];
  const done = one.start(first.work);
  expect([one.isBusy, one.start(second.work)]).toEqual([true, null]);
  first.end();
  expect(await done).toBe('first');
  expect([one.isBusy, log]).toEqual([false, ['first']]);
});

test('taking back waits for what runs, one after the other, and is done even where that was cancelled', async () => {
  const [log, one] = [new Array<string>(), new OneAtATime()];
  const [first, undo, other] = [handWork('first', log), handWork('undo', log), handWork('other undo', log)];
  const done = one.start(first.work);
  const taken = Promise.all([one.inTurn(undo.work), one.inTurn(other.work)]);
  await rest();
  expect(log).toEqual(['first']);
  one.cancel();
  await expect(done).rejects.toThrow('first was cancelled');
  await expect.poll(() => log).toEqual(['first', 'undo']);
  await rest();
  expect(log).toEqual(['first', 'undo']);
  undo.end();
  other.end();
  expect(await taken).toEqual(['undo', 'other undo']);
});
