import { z } from 'zod';

/** What can have changed, named after what screens read. */
export const CHANGED_THINGS = [
  'accounts',
  'people',
  'campaigns',
  'deliveries',
  'settings',
  'activity',
  'data',
] as const;
/** See {@link CHANGED_THINGS}. */
export type ChangedThing = (typeof CHANGED_THINGS)[number];

/**
 * A small fact about what just happened; whoever shows something reads it again (STYLE-STUDY 5, 50).
 *
 * `ready` is the first of every subscription: what was missed before it is unknown, so everything shown is read again.
 */
export const factSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({
    kind: z.literal('changed'),
    things: z.array(z.enum(CHANGED_THINGS)),
    /** Public id of the one campaign that changed; `null` = any. */
    campaign: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal('campaignFinished'), campaign: z.string() }),
  z.strictObject({ kind: z.literal('campaignPaused'), campaign: z.string(), because: z.string() }),
  z.strictObject({ kind: z.literal('accountStopped'), account: z.string(), reason: z.string() }),
  z.strictObject({ kind: z.literal('accountResumed'), account: z.string() }),
  /** Of so many messages only a person can say whether they arrived. */
  z.strictObject({ kind: z.literal('uncertain'), account: z.string(), count: z.int().min(1) }),
  /** Answers cannot be stored, or (`null`) can again. */
  z.strictObject({ kind: z.literal('storeTrouble'), message: z.string().nullable() }),
  /** Nothing is sent until Sundial is started again. */
  z.strictObject({ kind: z.literal('halted'), message: z.string() }),
]);
/** See {@link factSchema}. */
export type Fact = z.infer<typeof factSchema>;
