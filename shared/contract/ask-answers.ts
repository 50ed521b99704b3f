import { z } from 'zod';
import { DELIVERY_STATES } from '#shared/domain/delivery-state.ts';
import { REASONS } from '#shared/domain/reason.ts';
import { momentSchema } from './moment.ts';

/** Where a page of people ended: the last one's latest message and id. */
export const placeSchema = z.strictObject({ at: z.int(), id: z.int() });

/** See {@link MayAsk}. */
export const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ok') }),
  z.strictObject({
    kind: z.literal('not'),
    reason: z.enum(REASONS),
    earliest: momentSchema.nullable(),
    needsMessage: z.boolean(),
  }),
]);
/** Whether a person may be asked. */
export type MayAsk = z.infer<typeof answerSchema>;

const personSchema = z.strictObject({
  /** e.g. `p9`. */
  person: z.string(),
  name: z.string().nullable(),
  /** Beginning and end of the Meta id. */
  shortId: z.string(),
  lastWrote: momentSchema,
  openedBy: z.string().nullable(),
  windowEnds: momentSchema,
  answer: answerSchema,
  /** Titles asked in 7 days and requests of 24 hours, for the meters (Instagram: at most 10 and 5). */
  titlesInWeek: z.int(),
  requestsToday: z.int(),
});
/** Somebody whose 24 h window is open. */
export type AskableRow = z.infer<typeof personSchema>;

const requestSchema = z.strictObject({
  /** e.g. `d12`. */
  id: z.string(),
  person: z.string(),
  name: z.string().nullable(),
  shortId: z.string(),
  card: z.string().nullable(),
  titles: z.array(z.string()),
  state: z.enum(DELIVERY_STATES),
  reason: z.enum(REASONS).nullable(),
  due: momentSchema.nullable(),
  /** From when it counts; `null` = it was not sent. */
  asked: momentSchema.nullable(),
  answered: momentSchema.nullable(),
});
/** One request of the ledger. */
export type RequestRow = z.infer<typeof requestSchema>;

/** See {@link PlannedCards}. */
export const plannedSchema = z.strictObject({
  planned: z.int(),
  not: z.array(
    z.strictObject({
      person: z.string(),
      name: z.string().nullable(),
      reason: z.enum(REASONS),
      earliest: momentSchema.nullable(),
      needsMessage: z.boolean(),
    }),
  ),
  /** Ids of the cards that were planned, to take them back. */
  requests: z.array(z.string()),
});
/** What became of the wish to ask people. */
export type PlannedCards = z.infer<typeof plannedSchema>;

/** See {@link AskablePage}. */
export const peopleSchema = z.strictObject({
  rows: z.array(personSchema),
  after: placeSchema.nullable(),
  /** Until when Meta keeps the account from asking; `null` = it does not. */
  barredUntil: momentSchema.nullable(),
  isOncePerWindow: z.boolean(),
  now: momentSchema,
});
/** One page of people who can be asked. */
export type AskablePage = z.infer<typeof peopleSchema>;

/** See {@link LedgerPage}. */
export const ledgerSchema = z.strictObject({ rows: z.array(requestSchema), after: z.int().nullable() });
/** One page of the ledger. */
export type LedgerPage = z.infer<typeof ledgerSchema>;

/** See {@link UndecidedAsk}. */
export const undecidedSchema = z.strictObject({
  /** e.g. `d12`. */
  id: z.string(),
  /** A card, a follow-up to a yes, or a test message. */
  kind: z.enum(['optin', 'followup', 'test']),
  person: z.string(),
  name: z.string().nullable(),
  shortId: z.string(),
  /** The card's title, the follow-up's text, or the name of the message that was tested. */
  about: z.string(),
  sent: momentSchema,
  /** Whether only a person can decide it; else Sundial still asks Meta. */
  isWaiting: z.boolean(),
});
/** A card, follow-up or test of which nobody can tell whether it arrived. */
export type UndecidedAsk = z.infer<typeof undecidedSchema>;

/** See {@link FoundWriters}. */
export const foundSchema = z.strictObject({ conversations: z.int(), found: z.int(), unreadable: z.int() });
/** What Meta's conversations told. */
export type FoundWriters = z.infer<typeof foundSchema>;

/** See {@link AskTally}. */
export const tallySchema = z.strictObject({
  /** People whose window is open and who may be messaged at all. */
  open: z.int(),
  /** Cards that have no end yet. */
  waiting: z.int(),
  sending: z.int(),
  uncertain: z.int(),
  /** Of the last 24 hours. */
  askedToday: z.int(),
  answeredToday: z.int(),
});
/** How the asking of an account goes. */
export type AskTally = z.infer<typeof tallySchema>;
