import { z } from 'zod';
import { TOKEN_STATUSES } from '#shared/domain/notification-token.ts';
import { momentSchema } from './moment.ts';
import { personZoneSchema } from './person-zone.ts';
import { standingSchema } from './standing.ts';

const placeSchema = z.strictObject({ value: z.union([z.string(), z.number()]).nullable(), id: z.int().min(0) });

/** Where a page begins: an end of the list, behind or before a place of an earlier page, or a jump. */
export const pageStartSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('first') }),
  z.strictObject({ kind: z.literal('last') }),
  z.strictObject({ kind: z.literal('after'), place: placeSchema }),
  z.strictObject({ kind: z.literal('before'), place: placeSchema }),
  /** The first name that begins so; the list must be sorted by name. */
  z.strictObject({ kind: z.literal('name'), text: z.string().max(200) }),
  /** Row of the filtered list, from 1. */
  z.strictObject({ kind: z.literal('row'), number: z.int().min(1) }),
]);
/** See {@link pageStartSchema}. */
export type PeoplePageStart = z.infer<typeof pageStartSchema>;

/** One permission to message, as the table shows it. */
export const personRowSchema = z.strictObject({
  /** e.g. `t12`. */
  permission: z.string(),
  /** e.g. `p9`. */
  person: z.string(),
  account: z.string(),
  name: z.string().nullable(),
  topic: z.string().nullable(),
  zone: personZoneSchema,
  status: z.enum(TOKEN_STATUSES),
  standing: standingSchema,
  expires: momentSchema.nullable(),
  /** Latest message Meta accepted. */
  last: momentSchema.nullable(),
  optIn: momentSchema.nullable(),
});
/** See {@link personRowSchema}. */
export type PersonRow = z.infer<typeof personRowSchema>;

/** One page of the list. */
export const peoplePageSchema = z.strictObject({
  rows: z.array(personRowSchema),
  before: placeSchema.nullable(),
  after: placeSchema.nullable(),
  /** Number of the first row in the filtered list, from 1; `null` = no row, or not known yet. */
  firstRow: z.int().nullable(),
  /** The list is being made: these rows stand in the order they came in; a fact tells when it stands. */
  isPreparing: z.boolean(),
  now: momentSchema,
});
/** One page of people. */
export type PeoplePage = z.infer<typeof peoplePageSchema>;
