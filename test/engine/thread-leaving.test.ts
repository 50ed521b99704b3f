import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { threadLeaving } from '#engine/thread-leaving.ts';

const started = (code: string): Worker => new Worker(code, { eval: true });
const exitOf = (worker: Worker): Promise<number> => new Promise((resolve) => worker.once('exit', resolve));
/** Ends by itself with a code of its own, once it is asked to; a thread that is cut off ends with 1. */
const POLITE =
  "const { parentPort } = require('node:worker_threads'); parentPort.once('message', () => process.exit(7));";
const BROKEN = "throw new Error('broke');";

test('a thread that answered leaves by itself', async () => {
  const worker = started(POLITE);
  const exit = exitOf(worker);
  const leaving = threadLeaving(worker);
  leaving.answered();
  const left = leaving.leave();
  worker.postMessage('go');
  await left;
  expect(await exit).toBe(7);
  await leaving.leave();
});

test('a thread that broke is not cut off while it leaves', async () => {
  const worker = started(BROKEN);
  const leaving = threadLeaving(worker);
  let cuts = 0;
  const terminate = worker.terminate.bind(worker);
  worker.terminate = () => {
    cuts += 1;
    return terminate();
  };
  const [error] = (await once(worker, 'error')) as [Error];
  expect(error.message).toBe('broke');
  await leaving.leave();
  expect(cuts).toBe(0);
});

test('a thread that is still at work is cut off', async () => {
  const worker = started(POLITE);
  const exit = exitOf(worker);
  await once(worker, 'online');
  await threadLeaving(worker).leave();
  expect(await exit).toBe(1);
});
