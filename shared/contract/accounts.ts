import { z } from 'zod';
import { ACCOUNT_STATES, ACCOUNT_STOP_REASONS, PLATFORMS } from '#shared/domain/account.ts';
import { DOMAIN_ERROR_CODES } from '#shared/domain/errors.ts';
import { ask, longWork } from './base.ts';
import { momentSchema } from './moment.ts';

/** Where a Page key lies: in memory, in a file, encrypted by the system, or stored by it without real encryption. */
export const keyPlaceSchema = z.enum(['memory', 'file', 'system', 'plainText']);

const count = z.int().min(0);

/** Permissions whose next time Meta has moved without a message of ours. */
export const driftSchema = z.strictObject({
  people: count,
  /** The latest of them, as Meta says it. */
  platformAt: momentSchema,
  /** What Sundial expected of that one; `null` = it could have got its next message at once. */
  expectedAt: momentSchema.nullable(),
  seenAt: momentSchema,
});
/** See {@link driftSchema}. */
export type Drift = z.infer<typeof driftSchema>;

/** How the platform's list of an account was last read. */
export const listReadingSchema = z.strictObject({
  at: momentSchema,
  result: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('done'), new: count, changed: count, gone: count, answered: count }),
    /** `code` of the error; each has words. */
    z.strictObject({ kind: z.literal('failed'), code: z.enum(DOMAIN_ERROR_CODES) }),
  ]),
  /** `null` = no time stands otherwise than expected. */
  drift: driftSchema.nullable(),
});
/** See {@link listReadingSchema}. */
export type ListReading = z.infer<typeof listReadingSchema>;

/** An account with its state; no secret is part of it. */
export const accountViewSchema = z.strictObject({
  id: z.string(),
  platform: z.enum(PLATFORMS),
  isPractice: z.boolean(),
  name: z.string(),
  pageId: z.string(),
  igId: z.string().nullable(),
  pageZone: z.string(),
  apiBase: z.string().nullable(),
  rulePack: z.string(),
  pacePerSecond: z.int(),
  /** `notNeeded`: a practice account on this computer; `missing`: it has to be connected here before it sends. */
  key: z.enum(['notNeeded', 'held', 'missing']),
  /** `null` = no key is held here. */
  keyPlace: keyPlaceSchema.nullable(),
  state: z.enum(ACCOUNT_STATES),
  stopReason: z.enum(ACCOUNT_STOP_REASONS).nullable(),
  /** The platform's code or another fact behind the stop; English, for the details. */
  stopDetail: z.string().nullable(),
  stoppedSince: momentSchema.nullable(),
  /** When a pause ends by itself. */
  stoppedUntil: momentSchema.nullable(),
  /** Whether a message was accepted; an account that never sent can still be removed or given another Page. */
  hasSent: z.boolean(),
  /** Whether nothing hangs on it, so that it can be removed. */
  canRemove: z.boolean(),
  createdAt: momentSchema,
  /** `null` = never. */
  listRead: listReadingSchema.nullable(),
});
/** See {@link accountViewSchema}. */
export type AccountView = z.infer<typeof accountViewSchema>;

/** All accounts, and what holds for all of them. */
export const accountsViewSchema = z.strictObject({
  /** Oldest first. */
  accounts: z.array(accountViewSchema),
  /** Why nothing leaves before everything was compared with the platform; `null` = nothing holds sending up. */
  waitsBecause: z.enum(['restored', 'noIdentity', 'otherDatabase', 'olderState', 'copiedFile']).nullable(),
  /** Where a Page key goes that is given now. */
  keys: z.strictObject({ place: keyPlaceSchema, asksForFile: z.boolean() }),
});
/** See {@link accountsViewSchema}. */
export type AccountsView = z.infer<typeof accountsViewSchema>;

/** What a check of an account looks at, in the order it is shown. */
export const findingSchema = z.strictObject({
  subject: z.enum(['accessToken', 'task', 'permission', 'subscription', 'conversations']),
  /** The permission, field or task by its platform name; `null` where the subject has only one. */
  name: z.string().nullable(),
  level: z.enum(['ok', 'problem', 'unknown']),
  /** English, as the terminal says it. */
  sentence: z.string(),
  /** The platform's own words and code, which nobody translates; `null` = it said nothing. */
  said: z.string().nullable(),
});
/** See {@link findingSchema}. */
export type AccountFindingView = z.infer<typeof findingSchema>;

/** What the check of an account found. */
export const accountCheckedSchema = z.strictObject({
  id: z.string(),
  ok: z.boolean(),
  findings: z.array(findingSchema),
});

/** What keeps an account from being connected as it is; each has a sentence and a next step on the screen. */
export const CONNECT_PROBLEMS = [
  /** The platform refuses the key. */
  'wrongKey',
  /** The key is good and opens something else than the Page named, or no Page at all. */
  'otherPage',
  /** The key may not send: a permission or the MESSAGING task is missing. */
  'noPermission',
  /** The Instagram account is not open to programs yet (36103). */
  'notEligible',
  /** Nobody answered. */
  'unreachable',
] as const;
/** See {@link CONNECT_PROBLEMS}. */
export type ConnectProblem = (typeof CONNECT_PROBLEMS)[number];

const digits = z.string().regex(/^\d{1,30}$/);

/** A Page or Instagram account to connect. */
export const connectInputSchema = z.strictObject({
  /** An account that is there already and gets its key now; `null` = a new one. */
  account: z.string().nullable(),
  platform: z.enum(PLATFORMS),
  /** `null` = the Page the key opens. */
  pageId: digits.nullable(),
  /** `null` for a Page, and where the Page says which Instagram account is linked to it. */
  igId: digits.nullable(),
  /** `null` = the Page's own name. */
  name: z.string().trim().min(1).max(200).nullable(),
  zone: z.string().min(1).max(60),
  /** `null` = Meta. */
  apiBase: z.string().max(200).nullable(),
  accessToken: z.string().trim().min(1).max(4_096),
  /** The person has agreed that the key stands in a file. */
  storeSecretInFile: z.boolean(),
  /** Connects although something is missing that can be mended at Meta later; a wrong key never. */
  evenSo: z.boolean(),
});
/** See {@link connectInputSchema}. */
export type ConnectInput = z.infer<typeof connectInputSchema>;

/** How connecting went. Where it did not, nothing was stored. */
export const connectedSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('connected'),
    id: z.string(),
    name: z.string(),
    findings: z.array(findingSchema),
  }),
  z.strictObject({
    kind: z.literal('refused'),
    problem: z.enum(CONNECT_PROBLEMS),
    canGoOn: z.boolean(),
    /** The platform's own words with its code, for the details; `null` = it said nothing. */
    details: z.string().nullable(),
    findings: z.array(findingSchema),
  }),
]);
/** See {@link connectedSchema}. */
export type Connected = z.infer<typeof connectedSchema>;

const one = z.strictObject({ account: z.string() });
const done = z.strictObject({ id: z.string() });

/** What a person may change of an account; what is not named stays. */
export const accountChangeSchema = z.strictObject({
  account: z.string(),
  name: z.string().trim().min(1).max(200).optional(),
  pageZone: z.string().min(1).max(60).optional(),
  pacePerSecond: z.int().min(1).max(300).optional(),
});

/** What Meta's conversations told of names. */
export const namesFilledSchema = z.strictObject({
  conversations: z.int(),
  /** People who had no name and have one now. */
  named: z.int(),
});
/** See {@link namesFilledSchema}. */
export type NamesFilled = z.infer<typeof namesFilledSchema>;

/** Questions and changes of accounts. */
export const accountsContract = {
  list: ask.input(z.strictObject({})).output(accountsViewSchema),
  /** Asks the platform by name for each thing the account needs. */
  check: ask.input(z.strictObject({ account: z.string().nullable() })).output(accountCheckedSchema),
  /** Tests the key first; see {@link connectedSchema}. */
  connect: ask.input(connectInputSchema).output(connectedSchema),
  change: ask.input(accountChangeSchema).output(done),
  /** A person stops an account. */
  pause: ask.input(one).output(done),
  /** A person lets a stopped account send again. */
  resume: ask.input(one).output(done),
  /** Gives people without a name the one they carry in Meta's conversations: two calls a second, so it takes a while. */
  fillNames: ask.input(one).output(longWork(namesFilledSchema)),
  /** Only an account on which nothing hangs; else `wrongState`. */
  remove: ask.input(one).output(done),
};
