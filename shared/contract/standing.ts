import { z } from 'zod';
import { REASONS } from '#shared/domain/reason.ts';
import { momentSchema } from './moment.ts';

/**
 * Whether a person can get a message, in parts for one sentence.
 *
 * `now`; `from` an instant; `never` while the reason stands; `unknown` where nobody can say.
 */
export const standingSchema = z.strictObject({
  can: z.enum(['now', 'from', 'never', 'unknown']),
  reason: z.enum(REASONS).nullable(),
  from: momentSchema.nullable(),
  /** Who says so: Meta itself, an imported list, or Sundial's forecast from its own messages. `null` = nobody had to. */
  source: z.enum(['platform', 'file', 'forecast']).nullable(),
});
/** See {@link standingSchema}. */
export type Standing = z.infer<typeof standingSchema>;
