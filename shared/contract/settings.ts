import { z } from 'zod';
import {
  ALREADY_PAST_POLICIES,
  CONFLICT_POLICIES,
  LATE_POLICIES,
  OUTSIDE_WINDOW_POLICIES,
} from '#shared/domain/campaign.ts';
import { DEFAULT_POLLING, POLLING_CHOICES } from '#shared/domain/polling.ts';
import { DEFAULT_RETENTION, RETENTION_CHOICES } from '#shared/domain/retention.ts';
import { DEFAULT_POLICIES, MOST_LATE_MINUTES } from '#shared/domain/schedule-defaults.ts';
import { ask } from './base.ts';
import { momentSchema } from './moment.ts';

/** The five languages (issue 3, Languages). */
export const LANGUAGES = ['en', 'it', 'de', 'ja', 'id'] as const;
/** See {@link LANGUAGES}. */
export type Language = (typeof LANGUAGES)[number];

/** How the screens look; `system` follows the computer. */
export const THEMES = ['system', 'light', 'dark'] as const;

/** Local hours in which people are messaged; `toMinute` may be 1440, the end of the day. */
export const windowSchema = z
  .strictObject({ fromMinute: z.int().min(0).max(1_439), toMinute: z.int().min(0).max(1_440) })
  .refine(({ fromMinute, toMinute }) => fromMinute !== toMinute, 'must have two different times');

/** What new messages start with (DESIGN 14, sensible choices). */
export const policiesSchema = z.strictObject({
  /** `null` = no window. */
  window: windowSchema.nullable(),
  alreadyPast: z.enum(ALREADY_PAST_POLICIES),
  /** `skip`, or the IANA zone taken for people whose zone is not known. */
  unknownZone: z.string().min(1).max(60),
  lateMinutes: z.int().min(1).max(MOST_LATE_MINUTES),
  late: z.enum(LATE_POLICIES),
  onConflict: z.enum(CONFLICT_POLICIES),
  outsideWindow: z.enum(OUTSIDE_WINDOW_POLICIES),
});
/** See {@link policiesSchema}. */
export type Policies = z.infer<typeof policiesSchema>;

/** For how many days each kind of thing is kept; `null` = for ever (RELIABILITY P-04). */
export const retentionSchema = z.strictObject({
  messages: z.literal(RETENTION_CHOICES.messages).nullable(),
  answers: z.literal(RETENTION_CHOICES.answers).nullable(),
  logs: z.literal(RETENTION_CHOICES.logs).nullable(),
  deadPermissions: z.literal(RETENTION_CHOICES.deadPermissions).nullable(),
});

/** A filter of a list that a person wants to come back to. */
export const savedFilterSchema = z.strictObject({
  /** The list it belongs to. */
  place: z.enum(['people', 'messages', 'activity']),
  name: z.string().trim().min(1).max(60),
  /** The search part of the list's address, as the screen writes it. */
  search: z.string().max(2_000),
});
/** See {@link savedFilterSchema}. */
export type SavedFilter = z.infer<typeof savedFilterSchema>;

/** Every setting a screen can change, with its default: the one place where both stand. */
export const SETTING_SCHEMAS = {
  /** `null` = the first language of the browser or the computer that Sundial speaks. */
  language: z.enum(LANGUAGES).nullable().default(null),
  theme: z.enum(THEMES).default('system'),
  /** IANA zone in which times are shown as "here"; `null` = this computer's. */
  hereZone: z.string().min(1).max(60).nullable().default(null),
  policies: policiesSchema.default(DEFAULT_POLICIES),
  retention: retentionSchema.default(DEFAULT_RETENTION),
  /** Whether the three doors of the first start were gone through. */
  isWelcomeDone: z.boolean().default(false),
  savedFilters: z.array(savedFilterSchema).max(100).default([]),
  /** Whether people of real accounts get their names from Meta's conversations after each reading of Meta's list (DESIGN 3). */
  namesFromMeta: z.boolean().default(false),
  /** How often the platform is asked for its list of permissions. */
  polling: z.enum(POLLING_CHOICES).default(DEFAULT_POLLING),
} as const;
/** Name of a setting. */
export type SettingName = keyof typeof SETTING_SCHEMAS;

/** All settings, defaults filled in. */
export const settingsSchema = z.strictObject({
  language: SETTING_SCHEMAS.language.unwrap(),
  theme: SETTING_SCHEMAS.theme.unwrap(),
  hereZone: SETTING_SCHEMAS.hereZone.unwrap(),
  policies: SETTING_SCHEMAS.policies.unwrap(),
  retention: SETTING_SCHEMAS.retention.unwrap(),
  isWelcomeDone: SETTING_SCHEMAS.isWelcomeDone.unwrap(),
  savedFilters: SETTING_SCHEMAS.savedFilters.unwrap(),
  namesFromMeta: SETTING_SCHEMAS.namesFromMeta.unwrap(),
  polling: SETTING_SCHEMAS.polling.unwrap(),
});
/** See {@link settingsSchema}. */
export type Settings = z.infer<typeof settingsSchema>;

/** What is to change; what is not named stays. */
export const settingsChangeSchema = settingsSchema.partial();
/** See {@link settingsChangeSchema}. */
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

/** The settings with what stands behind them on this computer. */
export const settingsAnswerSchema = z.strictObject({
  settings: settingsSchema,
  /** The zone that counts as "here" now. */
  here: momentSchema,
  /** This computer's own zone; `null` = it does not say one that Sundial knows. */
  machineZone: z.string().nullable(),
});
/** See {@link settingsAnswerSchema}. */
export type SettingsAnswer = z.infer<typeof settingsAnswerSchema>;

/** Questions and changes of Settings. */
export const settingsContract = {
  read: ask.input(z.strictObject({})).output(settingsAnswerSchema),
  /** Answers with all settings as they are now. */
  write: ask.input(settingsChangeSchema).output(settingsAnswerSchema),
  /** Names of all time zones in use, for choosing one. */
  zones: ask.input(z.strictObject({})).output(z.array(z.string())),
};
