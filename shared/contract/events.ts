import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { ask } from './base.ts';
import { factSchema } from './facts.ts';

/** The one stream of live facts (issue 3, Contract). */
export const eventsContract = {
  /** Facts from now on, `ready` first; ends when the transport does, and is then asked for again by the client. */
  listen: ask.input(z.strictObject({})).output(eventIterator(factSchema)),
};
