import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { REASONS } from '#shared/domain/reason.ts';
import { ask, longWork, progressSchema } from './base.ts';
import { momentSchema } from './moment.ts';
import { peopleFilterSchema, peopleSortSchema, whoSchema } from './people-filter.ts';
import { pageStartSchema, peoplePageSchema } from './people-page.ts';
import { personSchema } from './person.ts';
import { zoneGroupSchema } from './person-zone.ts';

const choicesSchema = z.strictObject({
  accounts: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  /** Is there anybody at all? */
  hasPeople: z.boolean(),
  topics: z.array(z.strictObject({ topic: z.string(), count: z.int() })),
  zones: z.array(z.strictObject({ zone: z.string(), count: z.int() })),
  campaigns: z.array(z.strictObject({ id: z.string(), name: z.string() })),
});

const changedSchema = z.strictObject({
  /** How many people it changed. */
  people: z.int(),
  /** Planned messages that do not go out any more. */
  takenBack: z.int(),
  /** Handle to take it back; `null` = nobody was changed. */
  undo: z.string().nullable(),
});
/** What a change of people did. */
export type PeopleChange = z.infer<typeof changedSchema>;

const whyNotSchema = z.strictObject({
  verdict: z.enum(['will', 'wont', 'did', 'unknown']),
  reason: z.enum(REASONS).nullable(),
  due: momentSchema.nullable(),
  earliest: momentSchema.nullable(),
  /** English, for the details: the rule and where it is written. */
  sentence: z.string(),
  rule: z.strictObject({ id: z.string(), source: z.string() }),
});
/** Whether a person gets a campaign's message, and why. */
export type WhyNot = z.infer<typeof whyNotSchema>;

const erasedSchema = z.strictObject({
  permissions: z.int(),
  messages: z.int(),
  receipt: z.string(),
  /** Backups that still hold the person; a restore of one erases them again. */
  backups: z.int(),
});
/** What erasing a person removed. */
export type PersonErased = z.infer<typeof erasedSchema>;

const consentRecordSchema = z.strictObject({
  entries: z.int(),
  /** Whether every entry still fits its hash and that of the one before. */
  isWhole: z.boolean(),
  /** The record as files, oldest first; the CSV is safe to open in a spreadsheet. */
  csv: z.string(),
  json: z.string(),
});
/** A person's consent record to hand out. */
export type ConsentRecord = z.infer<typeof consentRecordSchema>;

const one = z.strictObject({ person: z.string() });
const listQuestion = z.strictObject({ filter: peopleFilterSchema });

/** People: the list, one person, changes of many, time zones to fix. */
export const peopleContract = {
  page: ask
    .input(
      z.strictObject({
        filter: peopleFilterSchema,
        sort: peopleSortSchema,
        start: pageStartSchema,
        limit: z.int().min(1).max(200),
      }),
    )
    .output(peoplePageSchema),
  /** Rows that fit; while the list is being made only about how many. */
  count: ask.input(listQuestion).output(z.strictObject({ count: z.int(), isExact: z.boolean() })),
  choices: ask.input(z.strictObject({})).output(choicesSchema),
  read: ask.input(one).output(personSchema),
  consentRecord: ask.input(one).output(consentRecordSchema),
  whyNot: ask.input(z.strictObject({ person: z.string(), campaign: z.string() })).output(whyNotSchema),
  suppress: ask.input(z.strictObject({ who: whoSchema })).output(longWork(changedSchema)),
  allow: ask.input(z.strictObject({ who: whoSchema })).output(longWork(changedSchema)),
  setZone: ask.input(z.strictObject({ who: whoSchema, zone: z.string() })).output(longWork(changedSchema)),
  undo: ask.input(z.strictObject({ undo: z.string() })).output(longWork(z.strictObject({ people: z.int() }))),
  /** CSV text in parts, safe to open in a spreadsheet. */
  export: ask
    .input(z.strictObject({ who: whoSchema, sort: peopleSortSchema }))
    .output(
      eventIterator(
        z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('progress'), progress: progressSchema }),
          z.strictObject({ kind: z.literal('part'), text: z.string() }),
          z.strictObject({ kind: z.literal('done'), result: z.strictObject({ rows: z.int() }) }),
        ]),
      ),
    ),
  erase: ask.input(z.strictObject({ person: z.string(), typed: z.string() })).output(erasedSchema),
  zoneTroubles: ask.input(z.strictObject({})).output(z.array(zoneGroupSchema)),
};
