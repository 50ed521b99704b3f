import { z } from 'zod';
import { ask } from './base.ts';
import { momentSchema } from './moment.ts';

const ruleSchema = z.strictObject({
  name: z.string(),
  value: z.number(),
  unit: z.string(),
  source: z.string(),
});

/** What this Sundial is: versions, zones, Meta's limits with their sources. */
export const aboutSchema = z.strictObject({
  version: z.string(),
  zoneRelease: z.string(),
  /** Where the data lies on this computer. */
  dataFolder: z.string(),
  now: momentSchema,
  rulePacks: z.array(z.strictObject({ name: z.string(), dated: z.string(), rules: z.array(ruleSchema) })),
});
/** See {@link aboutSchema}. */
export type About = z.infer<typeof aboutSchema>;

/** Questions about Sundial itself. */
export const aboutContract = {
  read: ask.input(z.strictObject({})).output(aboutSchema),
};
