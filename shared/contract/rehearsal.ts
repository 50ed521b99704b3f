import { z } from 'zod';
import { REASONS } from '#shared/domain/reason.ts';
import { VIOLATION_KINDS } from '#shared/domain/violation-kind.ts';
import { ask, longWork } from './base.ts';
import { messageCountsSchema } from './message-counts.ts';
import { momentSchema } from './moment.ts';

const count = z.int().min(0);

/** What stood at an instant of virtual time. */
export const rehearsalStepSchema = z.strictObject({
  at: momentSchema,
  /** Ended by then, since the start. */
  sent: count,
  failed: count,
  missed: count,
  skipped: count,
  waiting: count,
});
/** How a rehearsed campaign would go. Nothing of it was sent or stored. */
export const rehearsalSchema = z.strictObject({
  ...messageCountsSchema.omit({ pending: true }).shape,
  reasons: z.array(z.strictObject({ state: z.string(), reason: z.enum(REASONS), count })),
  from: momentSchema,
  to: momentSchema,
  rulePack: z.string(),
  /** Rules that were broken; empty = none. At most 100, `violationCount` says how many there are. */
  violations: z.array(z.strictObject({ kind: z.enum(VIOLATION_KINDS), at: momentSchema.nullable() })),
  violationCount: count,
  /** From the start to the end, only instants at which something ended, at most some hundred. */
  steps: z.array(rehearsalStepSchema),
});
/** See {@link rehearsalSchema}. */
export type Rehearsal = z.infer<typeof rehearsalSchema>;

/** Playing a campaign through on a virtual clock (issue 3, Messages). */
export const rehearsalContract = {
  play: ask
    .input(
      z.strictObject({
        campaign: z.string(),
        /** Times of day here between which the computer sleeps, e.g. `22:00` and `07:00`; `null` = it never sleeps. */
        asleep: z.strictObject({ from: z.string(), to: z.string() }).nullable(),
        /** Name of a rule pack; `null` = the account's own. */
        rulePack: z.string().nullable(),
      }),
    )
    .output(longWork(rehearsalSchema)),
};
