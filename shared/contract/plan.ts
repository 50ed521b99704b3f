import { z } from 'zod';
import { PLATFORMS } from '#shared/domain/account.ts';
import { CAMPAIGN_STATES } from '#shared/domain/campaign-state.ts';
import { REASONS } from '#shared/domain/reason.ts';
import { ask, longWork } from './base.ts';
import { momentSchema } from './moment.ts';

const count = z.int().min(0);

/** One zone of a plan: how many messages are due in which hour here. */
export const planMapZoneSchema = z.strictObject({
  /** IANA name; `null` = nobody's zone counts or is known. */
  zone: z.string().nullable(),
  count,
  /** When its first message is due, there and here. */
  first: momentSchema,
  /** Counts in the hours of `hours`, in the same order. */
  perHour: z.array(count),
});
/** See {@link planMapZoneSchema}. */
export type PlanMapZone = z.infer<typeof planMapZoneSchema>;

/** The messages of a plan by zone and hour (issue 3, Messages). Hours in which nothing is due are left out. */
export const planMapSchema = z.strictObject({
  /** Starts of the hours, on the clock here. */
  hours: z.array(momentSchema),
  /** In the order in which their first message is due. */
  zones: z.array(planMapZoneSchema),
});
/** See {@link planMapSchema}. */
export type PlanMap = z.infer<typeof planMapSchema>;

/**
 * What a person saw when they decided to launch: launching compares it with what is true then, and asks again when that differs
 * notably.
 */
export const reviewedSchema = z.strictObject({
  /** SHA-256 of message, audience and schedule, in hex. */
  content: z.string(),
  scheduled: count,
  /** When the first message was to leave, ms UTC; `null` = none was. */
  firstLeaveAt: z.int().nullable(),
});
/** See {@link reviewedSchema}. */
export type Reviewed = z.infer<typeof reviewedSchema>;

/** A plan in figures: what launching now would do. Nothing of it is stored. */
export const planOverviewSchema = z.strictObject({
  kind: z.literal('plan'),
  /** Asks for its people; forgotten when two newer plans were made. */
  planId: z.int(),
  plannedAt: momentSchema,
  campaign: z.strictObject({ id: z.string(), name: z.string() }),
  account: z.strictObject({
    id: z.string(),
    name: z.string(),
    platform: z.enum(PLATFORMS),
    isPractice: z.boolean(),
    pacePerSecond: z.int(),
  }),
  /** Topics reached; empty = all. */
  topics: z.array(z.string()),
  /** Those of them that nobody holds. */
  unknownTopics: z.array(z.string()),
  scheduled: count,
  skipped: count,
  byReason: z.array(z.strictObject({ reason: z.enum(REASONS), count })),
  notInAudience: count,
  moved: count,
  gap: count,
  overlap: count,
  fallback: count,
  /** When the first and the last message leave; `null` = none does. */
  first: momentSchema.nullable(),
  last: momentSchema.nullable(),
  /** Whole hours in which messages leave: this computer must be awake then. */
  awake: z.array(z.strictObject({ from: momentSchema, to: momentSchema })),
  map: planMapSchema,
  /** Messages lost to the pace. */
  paceTooSlow: count,
  /** Whether so many are lost to the pace that a person has to accept it (DESIGN 6.7). */
  isPaceLossAsked: z.boolean(),
  /** The number a person has to type before launching; `null` = none. */
  typedCount: z.int().nullable(),
  /** The Send API's message as JSON text, exactly as it is sent. */
  messageJson: z.string(),
  /** Whether the message has a button whose tap comes back as a message to the Page. */
  isAnswered: z.boolean(),
  /** Who answers then; `null` = nobody said. */
  answeredBy: z.string().nullable(),
  reviewed: reviewedSchema,
});
/** See {@link planOverviewSchema}. */
export type PlanOverview = z.infer<typeof planOverviewSchema>;

/** A plan, or the state of a campaign that was launched already and cannot be planned any more. */
export const planAnswerSchema = z.discriminatedUnion('kind', [
  planOverviewSchema,
  z.strictObject({ kind: z.literal('launched'), state: z.enum(CAMPAIGN_STATES) }),
]);
/** See {@link planAnswerSchema}. */
export type PlanAnswer = z.infer<typeof planAnswerSchema>;

/** Groups of people a plan can list: those who get it, those with something to say about their time, those who do not, by reason. */
export const PLAN_GROUPS = ['scheduled', 'moved', 'gap', 'overlap', 'fallback', ...REASONS] as const;
/** See {@link PLAN_GROUPS}. */
export type PlanGroup = (typeof PLAN_GROUPS)[number];

/** One person of a plan. */
export const planPersonSchema = z.strictObject({
  /** Row number of the person. */
  /** e.g. `p9`. */
  person: z.string(),
  name: z.string().nullable(),
  topic: z.string().nullable(),
  zone: z.string().nullable(),
  /** When their message goes, or would have gone; `null` = it has no time. */
  due: momentSchema.nullable(),
  /** First time it would be possible; `null` = never, or not known. */
  earliest: momentSchema.nullable(),
});
/** See {@link planPersonSchema}. */
export type PlanPerson = z.infer<typeof planPersonSchema>;

const campaign = z.string();

/** Planning and launching (issue 3, Messages). */
export const planContract = {
  /** What launching now would do; writes nothing. */
  read: ask.input(z.strictObject({ campaign })).output(longWork(planAnswerSchema)),
  /** People of one group of a plan, in the order their messages leave. */
  people: ask
    .input(
      z.strictObject({
        campaign,
        planId: z.int(),
        group: z.enum(PLAN_GROUPS),
        after: z.int().nullable(),
        limit: z.int().min(1).max(200),
      }),
    )
    .output(z.strictObject({ rows: z.array(planPersonSchema), next: z.int().nullable() })),
  /** Launches what was reviewed; a campaign that was launched before stays as it is, and that is said. */
  launch: ask
    .input(
      z.strictObject({
        campaign,
        reviewed: reviewedSchema,
        acceptPaceLoss: z.boolean(),
        typedCount: z.int().nullable(),
      }),
    )
    .output(longWork(z.strictObject({ state: z.enum(CAMPAIGN_STATES), wasLaunchedBefore: z.boolean() }))),
};

/** What became of a test message. */
export const TEST_OUTCOMES = ['accepted', 'refused', 'uncertain', 'notSent'] as const;

const mayTestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ok') }),
  z.strictObject({ kind: z.literal('not'), reason: z.enum(REASONS), earliest: momentSchema.nullable() }),
  /** Another message to the person comes first: on its way, undecided, or the follow-ups to their yes. */
  z.strictObject({ kind: z.literal('wait'), for: z.enum(['sending', 'uncertain', 'followUps']) }),
]);
/** Whether a test may go to a person. */
export type TestMay = z.infer<typeof mayTestSchema>;

/** Test messages to a person with a role on the Meta app (seeds/004, Test dei messaggi di marketing). */
export const testingContract = {
  /** People a test can go to: whose name begins so; at most 20. */
  people: ask.input(z.strictObject({ campaign, search: z.string() })).output(
    z.array(
      z.strictObject({
        permission: z.string(),
        name: z.string().nullable(),
        topic: z.string().nullable(),
        metaId: z.string(),
      }),
    ),
  ),
  /** Whether a test may go to a person now; if not, why and when. */
  may: ask.input(z.strictObject({ campaign, permission: z.string() })).output(mayTestSchema),
  /** Asks Meta once more to give a tester's day back (`ENABLE_FOLLOWUP_MESSAGE`). */
  allow: ask
    .input(z.strictObject({ campaign, permission: z.string() }))
    .output(z.strictObject({ isDayGivenBack: z.boolean(), text: z.string().nullable() })),
  /** Sends the message to one person now, then asks Meta to give their day back. */
  send: ask.input(z.strictObject({ campaign, permission: z.string() })).output(
    z.strictObject({
      outcome: z.enum(TEST_OUTCOMES),
      reason: z.enum(REASONS).nullable(),
      /** Meta's own words, redacted; `null` = none. */
      text: z.string().nullable(),
      /** Whether the person's day was given back; `null` = nothing was accepted. */
      isDayGivenBack: z.boolean().nullable(),
    }),
  ),
};
