import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { DELIVERY_KINDS } from '#shared/domain/attempt.ts';
import { CONSENT_KINDS, CONSENT_SOURCES } from '#shared/domain/consent.ts';
import { DELIVERY_STATES } from '#shared/domain/delivery-state.ts';
import { FREQUENCIES, TOKEN_STATUSES } from '#shared/domain/notification-token.ts';
import { REASONS } from '#shared/domain/reason.ts';
import { ask, longWork, progressSchema } from './base.ts';
import { momentSchema, wallClockSchema } from './moment.ts';

/** What the list can be sorted by. */
export const PEOPLE_SORTS = ['name', 'next', 'expires', 'last', 'optIn'] as const;
/** See {@link PEOPLE_SORTS}. */
export type PeopleSort = (typeof PEOPLE_SORTS)[number];

/**
 * What is to be said about a person's time zone. `missing`: none was given. `unknown`: the text names no zone. `link`: an old name.
 * `windows`: a Windows name. `utc`: UTC, which may be what a tool wrote.
 */
export const ZONE_TROUBLES = ['missing', 'unknown', 'link', 'windows', 'utc'] as const;
/** See {@link ZONE_TROUBLES}. */
export type ZoneTrouble = (typeof ZONE_TROUBLES)[number];

/** Which people to show; `null` or `''` = no matter. */
export const peopleFilterSchema = z.strictObject({
  account: z.string().nullable(),
  topic: z.string().nullable(),
  /** IANA name as shown. */
  zone: z.string().nullable(),
  trouble: z.enum(ZONE_TROUBLES).nullable(),
  /** The text given as a zone, exactly; for the zone doctor. */
  zoneText: z.string().nullable(),
  status: z.enum(TOKEN_STATUSES).nullable(),
  /** Beginnings of words of a name, or the beginning of a Meta id or of a permission. */
  search: z.string().max(200),
});
/** See {@link peopleFilterSchema}. */
export type PeopleFilter = z.infer<typeof peopleFilterSchema>;

/** How the list is sorted; people without the value stand last either way. */
export const peopleSortSchema = z.strictObject({
  by: z.enum(PEOPLE_SORTS),
  direction: z.enum(['rising', 'falling']),
});
/** See {@link peopleSortSchema}. */
export type PeopleOrder = z.infer<typeof peopleSortSchema>;

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

const zoneSchema = z.strictObject({
  /** IANA name; `null` = not known. */
  name: z.string().nullable(),
  /** What was given, where it is another text; `null` = nothing, or the same. */
  given: z.string().nullable(),
  trouble: z.enum(ZONE_TROUBLES).nullable(),
  /** The clock there when the answer was given; `null` = the zone is not known. */
  now: wallClockSchema.nullable(),
});
/** A person's time zone as screens show it. */
export type PersonZone = z.infer<typeof zoneSchema>;

/** One permission to message, as the table shows it. */
export const personRowSchema = z.strictObject({
  /** e.g. `t12`. */
  permission: z.string(),
  /** e.g. `p9`. */
  person: z.string(),
  account: z.string(),
  name: z.string().nullable(),
  topic: z.string().nullable(),
  zone: zoneSchema,
  status: z.enum(TOKEN_STATUSES),
  standing: standingSchema,
  expires: momentSchema.nullable(),
  /** Latest message Meta accepted. */
  last: momentSchema.nullable(),
  optIn: momentSchema.nullable(),
});
/** See {@link personRowSchema}. */
export type PersonRow = z.infer<typeof personRowSchema>;

const pageSchema = z.strictObject({
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
export type PeoplePage = z.infer<typeof pageSchema>;

const choicesSchema = z.strictObject({
  accounts: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  /** Is there anybody at all? */
  hasPeople: z.boolean(),
  topics: z.array(z.strictObject({ topic: z.string(), count: z.int() })),
  zones: z.array(z.strictObject({ zone: z.string(), count: z.int() })),
  campaigns: z.array(z.strictObject({ id: z.string(), name: z.string() })),
});

/** Whom a change is about: permissions by their ids, or everybody who fits a filter. */
export const whoSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('these'), permissions: z.array(z.string()).min(1).max(2_000) }),
  z.strictObject({ kind: z.literal('matching'), filter: peopleFilterSchema }),
]);
/** See {@link whoSchema}. */
export type Who = z.infer<typeof whoSchema>;

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

const permissionSchema = z.strictObject({
  id: z.string(),
  topic: z.string().nullable(),
  status: z.enum(TOKEN_STATUSES),
  standing: standingSchema,
  zoneGiven: z.string().nullable(),
  /** First six and last four signs only. */
  shortToken: z.string(),
  frequency: z.enum(FREQUENCIES).nullable(),
  /** As the platform gave them. */
  userTokenStatus: z.string().nullable(),
  reoptin: z.string().nullable(),
  created: momentSchema.nullable(),
  optIn: momentSchema.nullable(),
  /** Until when the first follow-up to the latest yes may leave; `null` = no time of a yes is known. */
  followUpUntil: momentSchema.nullable(),
  expires: momentSchema.nullable(),
  last: momentSchema.nullable(),
  nextEligible: momentSchema.nullable(),
  nextEligibleSource: z.enum(['platform', 'file', 'forecast']).nullable(),
  nextEligibleRead: momentSchema.nullable(),
  stopped: momentSchema.nullable(),
  invalid: momentSchema.nullable(),
});
/** One permission of a person, in full. */
export type Permission = z.infer<typeof permissionSchema>;

const messageSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(DELIVERY_KINDS),
  permission: z.string(),
  campaign: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  state: z.enum(DELIVERY_STATES),
  reason: z.enum(REASONS).nullable(),
  due: momentSchema.nullable(),
  ended: momentSchema.nullable(),
});
/** One message to a person. */
export type PersonMessage = z.infer<typeof messageSchema>;

const consentSchema = z.strictObject({
  kind: z.enum(CONSENT_KINDS),
  at: momentSchema,
  source: z.enum(CONSENT_SOURCES),
  topic: z.string().nullable(),
});
/** One entry of a person's record of consent. */
export type PersonConsent = z.infer<typeof consentSchema>;

const personSchema = z.strictObject({
  /** The clock when this was answered. */
  now: momentSchema,
  id: z.string(),
  account: z.strictObject({ id: z.string(), name: z.string() }),
  name: z.string().nullable(),
  metaId: z.string(),
  zone: zoneSchema,
  suppressed: momentSchema.nullable(),
  /** The best of their permissions: the one that is free first. `null` = they hold none. */
  standing: standingSchema.nullable(),
  last: momentSchema.nullable(),
  permissions: z.array(permissionSchema),
  /** Newest first. */
  messages: z.array(messageSchema),
  /** Newest first. */
  consent: z.array(consentSchema),
});
/** All that is known of a person. */
export type Person = z.infer<typeof personSchema>;

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

const zoneGroupSchema = z.strictObject({
  trouble: z.enum(ZONE_TROUBLES),
  /** The text as it was given; `null` = none. */
  text: z.string().nullable(),
  /** What the text most likely means, or its name of today; `null` = nobody can know. */
  suggestion: z.string().nullable(),
  count: z.int(),
});
/** People whose time zone needs a look, by what was given. */
export type ZoneGroup = z.infer<typeof zoneGroupSchema>;

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
    .output(pageSchema),
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
