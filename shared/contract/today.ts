import { z } from 'zod';
import { ACCOUNT_STATES, ACCOUNT_STOP_REASONS } from '#shared/domain/account.ts';
import { CAMPAIGN_STATES } from '#shared/domain/campaign-state.ts';
import { driftSchema } from './accounts.ts';
import { ask } from './base.ts';
import { messageCountsSchema } from './message-counts.ts';
import { momentSchema } from './moment.ts';

const count = z.int().min(0);

/** Why nothing is sent from this computer at all, most urgent first. */
export const TROUBLES = ['halted', 'store', 'clock'] as const;
/** See {@link TROUBLES}. */
export type Trouble = (typeof TROUBLES)[number];

/** Messages of one line of the timeline that fall due in one hour. */
export const dueCellSchema = z.strictObject({
  /** Hours from the one that has begun, 0 to 24. */
  hour: z.int().min(0).max(24),
  messages: count,
  /** The first of them: on the clock of the line's first zone, and on the clock here. */
  first: momentSchema,
});

/** People whose clocks show the same time, and what falls due for them. */
export const dueLineSchema = z.strictObject({
  /** `clock`: zones of one offset. `moved`: times that were moved one by one. `several`: one instant for people of several offsets. */
  kind: z.enum(['clock', 'moved', 'several']),
  /** Zone names, most messages first is not known, so by name; empty for `moved`. */
  zones: z.array(z.string()),
  messages: count,
  cells: z.array(dueCellSchema),
});
/** See {@link dueLineSchema}. */
export type DueLine = z.infer<typeof dueLineSchema>;

/** Something that waits for the person who uses Sundial. */
export const attentionSchema = z.discriminatedUnion('kind', [
  /** Messages of a campaign of which nobody knows whether they arrived; `waiting` of them only a person can decide. */
  z.strictObject({
    kind: z.literal('uncertain'),
    campaign: z.string(),
    name: z.string(),
    messages: count,
    waiting: count,
  }),
  /** Cards, follow-ups and tests of an account of which nobody knows whether they arrived; `waiting` of them only a person can decide. */
  z.strictObject({
    kind: z.literal('cards'),
    account: z.string(),
    name: z.string(),
    messages: count,
    waiting: count,
  }),
  z.strictObject({
    kind: z.literal('account'),
    account: z.string(),
    name: z.string(),
    state: z.enum(ACCOUNT_STATES),
    reason: z.enum(ACCOUNT_STOP_REASONS),
    until: momentSchema.nullable(),
  }),
  /** A rule paused a campaign. */
  z.strictObject({ kind: z.literal('paused'), campaign: z.string(), name: z.string() }),
  /** People whom recent campaigns left out because their time zone is not known. */
  z.strictObject({ kind: z.literal('zones'), people: count }),
  /** A restored or copied database does not send before it was compared with the platform. */
  z.strictObject({ kind: z.literal('disarmed'), because: z.enum(['restored', 'copied']) }),
  /** The file is checked before the next message leaves. */
  z.strictObject({ kind: z.literal('check') }),
  z.strictObject({ kind: z.literal('disk'), freeMegabytes: count }),
  /** Meta has moved the next time of some people: another tool sent, or its wait has grown. */
  z.strictObject({ kind: z.literal('drift'), account: z.string(), name: z.string(), ...driftSchema.shape }),
  /** There is data worth keeping and no backup of the last week. */
  z.strictObject({ kind: z.literal('backup'), last: momentSchema.nullable() }),
]);
/** See {@link attentionSchema}. */
export type Attention = z.infer<typeof attentionSchema>;

/** What the first screen shows. */
export const todaySchema = z.strictObject({
  now: momentSchema,
  /** What there is already, for the next step. */
  has: z.strictObject({ accounts: z.boolean(), people: z.boolean(), campaigns: z.boolean() }),
  due: z.strictObject({
    messages: count,
    /** Starts of the 25 hours that the next 24 hours touch, on the clock here. */
    hours: z.array(momentSchema),
    lines: z.array(dueLineSchema),
    /** Stretches in which messages fall due; this computer has to be awake then. */
    awake: z.array(z.strictObject({ from: momentSchema, until: momentSchema, messages: count })),
  }),
  attention: z.array(attentionSchema),
  recent: z.array(
    z.strictObject({
      campaign: z.string(),
      name: z.string(),
      accountName: z.string(),
      state: z.enum(CAMPAIGN_STATES),
      launchedAt: momentSchema.nullable(),
      counts: messageCountsSchema,
    }),
  ),
});
/** See {@link todaySchema}. */
export type Today = z.infer<typeof todaySchema>;

/** The first screen, and what every screen says above itself. */
export const todayContract = {
  read: ask.input(z.strictObject({})).output(todaySchema),
  health: ask.input(z.strictObject({})).output(z.strictObject({ trouble: z.enum(TROUBLES).nullable() })),
};
