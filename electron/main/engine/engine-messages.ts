import { z } from 'zod';
import { wordedRefusalSchema } from '#shared/contract/base.ts';
import { wallClockSchema } from '#shared/contract/moment.ts';
import { LANGUAGES } from '#shared/contract/settings.ts';
import { DOMAIN_ERROR_CODES } from '#shared/domain/errors.ts';

/**
 * What main and the engine's process say to each other, besides the ports of screens, which main only passes on. Few words: main holds
 * no table and no rule (DESIGN 2).
 */

/** Something that was refused, as it crosses between processes. */
export const refusalSchema = z.strictObject({
  code: z.enum(DOMAIN_ERROR_CODES),
  message: z.string(),
  where: z.string().nullable(),
  refusal: wordedRefusalSchema.nullable(),
});
/** See {@link refusalSchema}. */
export type WireRefusal = z.infer<typeof refusalSchema>;

/** Where the practice platform posts its webhooks on this computer, and what it signs them with. */
const practiceCallbackSchema = z.strictObject({ url: z.string(), secret: z.string() });

/** The practice platform that main runs for the engine; see `PracticeServer` of the hosts. */
export const practiceAddressSchema = z.strictObject({
  url: z.string(),
  pageId: z.string(),
  accessToken: z.string(),
});
/** See {@link practiceAddressSchema}. */
export type PracticeAddress = z.infer<typeof practiceAddressSchema>;

/** Where a Page key goes that is stored now; see `SecretVault.describe`. */
export const keyPlaceSchema = z.strictObject({
  place: z.enum(['system', 'plainText', 'memory']),
  asksForFile: z.boolean(),
});

/** What main says to the engine. */
export const toEngineSchema = z.discriminatedUnion('kind', [
  /** The first message: which workspace to open. */
  z.strictObject({
    kind: z.literal('start'),
    folder: z.string().min(1),
    /** This computer's own zone; `null` = not known. */
    machineZone: z.string().nullable(),
  }),
  /** A screen's port comes with this message. */
  z.strictObject({ kind: z.literal('port') }),
  /** A file that a person handed over; answered with `noted`. */
  z.strictObject({ kind: z.literal('file'), ticket: z.string().min(1), path: z.string().min(1), name: z.string() }),
  /** The answer to an `ask`. */
  z.strictObject({ kind: z.literal('answer'), id: z.int(), value: z.unknown() }),
  z.strictObject({ kind: z.literal('refusal'), id: z.int(), refusal: refusalSchema }),
  z.strictObject({ kind: z.literal('practiceEnded') }),
  /** The computer woke up: look at once at what is due. */
  z.strictObject({ kind: z.literal('woke') }),
  /** Stop in good order, then say `stopped`. */
  z.strictObject({ kind: z.literal('stop') }),
]);
/** See {@link toEngineSchema}. */
export type ToEngine = z.infer<typeof toEngineSchema>;

/** What only main can do for the engine: keys live in the system's keychain, processes are started by main. */
export const requestSchema = z.discriminatedUnion('verb', [
  z.strictObject({ verb: z.literal('getKey'), account: z.int() }),
  z.strictObject({ verb: z.literal('describeKeys') }),
  z.strictObject({ verb: z.literal('placeOfKey'), account: z.int() }),
  z.strictObject({ verb: z.literal('putKey'), account: z.int(), accessToken: z.string().min(1) }),
  z.strictObject({ verb: z.literal('removeKey'), account: z.int() }),
  /** The person accepted, in words, that keys may be stored where nothing encrypts them. */
  z.strictObject({ verb: z.literal('acceptPlainText') }),
  /** `callback`: where the engine hears of its people. */
  z.strictObject({ verb: z.literal('practice'), callback: practiceCallbackSchema.optional() }),
]);
/** See {@link requestSchema}. */
export type EngineRequest = z.infer<typeof requestSchema>;

/** What tray, power and notices are made of. */
export const outlookSchema = z.strictObject({
  saidAt: z.int(),
  nextSendAt: z.int().nullable(),
  isSending: z.boolean(),
  /** The clock here, now and at the next send. */
  now: wallClockSchema,
  next: wallClockSchema.nullable(),
  /** Language of the screens; `null` = the computer's. */
  language: z.enum(LANGUAGES).nullable(),
});
/** See {@link outlookSchema}. */
export type EngineOutlook = z.infer<typeof outlookSchema>;

/** What the engine says to main. */
export const fromEngineSchema = z.discriminatedUnion('kind', [
  /** The workspace is open; screens are served. */
  z.strictObject({ kind: z.literal('ready') }),
  /** The workspace cannot be opened, or nothing can be sent from it; a person has to act. */
  z.strictObject({ kind: z.literal('failed'), refusal: refusalSchema, isOpen: z.boolean() }),
  z.strictObject({ kind: z.literal('noted'), ticket: z.string() }),
  z.strictObject({ kind: z.literal('ask'), id: z.int(), request: requestSchema }),
  z.strictObject({ kind: z.literal('outlook'), outlook: outlookSchema }),
  z.strictObject({
    kind: z.literal('notice'),
    notice: z.strictObject({
      kind: z.enum(['finished', 'stopped', 'uncertain']),
      title: z.string(),
      text: z.string(),
    }),
  }),
  /** A person wants the engine stopped and started again. */
  z.strictObject({ kind: z.literal('restart') }),
  /** Everything is stored and closed; the process may end. */
  z.strictObject({ kind: z.literal('stopped') }),
]);
/** See {@link fromEngineSchema}. */
export type FromEngine = z.infer<typeof fromEngineSchema>;
/** A notice as the engine gives it. */
export type EngineNotice = Extract<FromEngine, { kind: 'notice' }>['notice'];
