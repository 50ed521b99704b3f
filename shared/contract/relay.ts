import { z } from 'zod';
import { ask } from './base.ts';
import { momentSchema } from './moment.ts';

/** How news from Meta come in here (issue 4, Webhooks in). */
export const relaySchema = z.strictObject({
  /** Where webhooks are taken on this computer; `null` = Sundial was not started for it. */
  address: z.string().nullable(),
  /** The word Meta and Sundial both know; `null` = none was needed yet. */
  verifyWord: z.string().nullable(),
  /** When the last webhook came; `null` = never. */
  last: momentSchema.nullable(),
  /** Events that came today, on the clock here. */
  today: z.int().min(0),
});
/** See {@link relaySchema}. */
export type Relay = z.infer<typeof relaySchema>;

/** What the page about relays asks. */
export const relayContract = { read: ask.input(z.strictObject({})).output(relaySchema) };
