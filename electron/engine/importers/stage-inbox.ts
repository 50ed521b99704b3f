import type { MessagePort } from 'node:worker_threads';
import type { ToStage } from './stage-order.ts';

/** Messages to the staging thread, taken one after another. */
export interface Inbox {
  readonly next: () => Promise<ToStage>;
}

/** Queues the messages of a port until they are taken. */
export function createInbox(port: MessagePort): Inbox {
  const waiting: ((message: ToStage) => void)[] = [];
  const queued: ToStage[] = [];
  port.on('message', (message: ToStage) => {
    const take = waiting.shift();
    if (take === undefined) queued.push(message);
    else take(message);
  });
  return {
    next: () => {
      const message = queued.shift();
      return message === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(message);
    },
  };
}
