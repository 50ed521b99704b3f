import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { ATTEMPT_OUTCOMES, DELIVERY_KINDS } from '#shared/domain/attempt.ts';
import { ask } from './base.ts';
import { momentSchema } from './moment.ts';

const count = z.int().min(0);

/** One line of who did what. */
export const deedSchema = z.strictObject({
  id: count,
  at: momentSchema,
  actor: z.string(),
  /** Name of the use case, e.g. `campaign.launch`. */
  action: z.string(),
  /** The public id it was about, or another word; empty = none. */
  subject: z.string(),
  /** Name of the message or account meant; `null` = neither, or gone. */
  subjectName: z.string().nullable(),
  /** What else stands on record, as JSON text; never a secret and never a person. */
  detail: z.string(),
});
/** See {@link deedSchema}. */
export type Deed = z.infer<typeof deedSchema>;

/** One try to send, as Meta answered it. */
export const triedSchema = z.strictObject({
  /** Unique, e.g. `d12.1`. */
  id: z.string(),
  at: momentSchema,
  number: z.int().min(1),
  kind: z.enum(DELIVERY_KINDS),
  account: z.string(),
  accountName: z.string(),
  /** `null` = belongs to no message of a list. */
  campaign: z.string().nullable(),
  campaignName: z.string().nullable(),
  personName: z.string().nullable(),
  /** `null` = under way. */
  outcome: z.enum(ATTEMPT_OUTCOMES).nullable(),
  httpStatus: count.nullable(),
  code: z.int().nullable(),
  subcode: z.int().nullable(),
  traceId: z.string().nullable(),
});
/** See {@link triedSchema}. */
export type Tried = z.infer<typeof triedSchema>;

/** Which tries are wanted. */
export const triedFilterSchema = z.strictObject({
  account: z.string().nullable(),
  campaign: z.string().nullable(),
  outcome: z.enum(ATTEMPT_OUTCOMES).nullable(),
  /** Letters of the person's name; empty = all. */
  search: z.string().max(100),
});
/** See {@link triedFilterSchema}. */
export type TriedFilter = z.infer<typeof triedFilterSchema>;

const page = { after: z.string().nullable(), limit: z.int().min(1).max(200) };

/** A page, newest first; a search may return fewer rows than asked for and still go on: only `next` `null` is the end. */
const pageOf = <Row extends z.ZodType>(row: Row) => z.strictObject({ rows: z.array(row), next: z.string().nullable() });

/** The place Activity: who did what, and every try to send (issue 3, Screens). */
export const activityContract = {
  deeds: ask.input(z.strictObject({ ...page, search: z.string().max(100) })).output(pageOf(deedSchema)),
  tries: ask.input(triedFilterSchema.extend(page)).output(pageOf(triedSchema)),
  /** Accounts and newest messages to filter by. */
  choices: ask.input(z.strictObject({})).output(
    z.strictObject({
      accounts: z.array(z.strictObject({ account: z.string(), name: z.string() })),
      campaigns: z.array(z.strictObject({ campaign: z.string(), name: z.string() })),
    }),
  ),
  /** A CSV file in pieces that no spreadsheet takes for formulas. */
  exportDeeds: ask.input(z.strictObject({})).output(eventIterator(z.strictObject({ text: z.string() }))),
  exportTries: ask.input(triedFilterSchema).output(eventIterator(z.strictObject({ text: z.string() }))),
};
