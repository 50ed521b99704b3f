import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { ask, longWork, wordedRefusalSchema } from './base.ts';
import { momentSchema } from './moment.ts';

/** Where a backup comes from. `setAside`: what stood there before a restore. */
export const BACKUP_KINDS = ['automatic', 'byHand', 'beforeUpdate', 'setAside'] as const;
/** See {@link BACKUP_KINDS}. */
export type BackupKind = (typeof BACKUP_KINDS)[number];

/** A backup in the data folder. */
export const backupSchema = z.strictObject({
  /** Names it for a restore; no path. */
  name: z.string(),
  kind: z.enum(BACKUP_KINDS),
  /** When it was written. */
  written: momentSchema,
  bytes: z.int(),
});
/** See {@link backupSchema}. */
export type BackupView = z.infer<typeof backupSchema>;

/** All backups, and what a restore is up to. */
export const backupsSchema = z.strictObject({
  /** Newest first. */
  backups: z.array(backupSchema),
  /** A backup that takes the place of everything at the next start; `null` = none. */
  waiting: z.strictObject({ name: z.string(), asked: momentSchema }).nullable(),
  /** How the last restore at a start went; `null` = there was none, or it was read already. */
  last: z
    .strictObject({
      name: z.string(),
      at: momentSchema,
      isDone: z.boolean(),
      /** English, for where there is no `refusal`; `null` when it went well. */
      details: z.string().nullable(),
      /** Why not, as a screen says it; `null` when it went well. */
      refusal: wordedRefusalSchema.nullable(),
    })
    .nullable(),
  /** Whether Sundial can start itself again from here; else the person closes and opens it. */
  canRestart: z.boolean(),
});
/** See {@link backupsSchema}. */
export type BackupsView = z.infer<typeof backupsSchema>;

/** What the data folder holds, in figures. */
export const dataFactsSchema = z.strictObject({
  people: z.int(),
  permissions: z.int(),
  messages: z.int(),
  /** People who are never messaged again; only a scrambled mark of them is kept. */
  neverAgain: z.int(),
  bytes: z.int(),
  /** On this computer. */
  folder: z.string(),
});
/** See {@link dataFactsSchema}. */
export type DataFacts = z.infer<typeof dataFactsSchema>;

const named = z.strictObject({ name: z.string().min(1).max(300) });
const nothing = z.strictObject({});

/** Questions and changes of the data folder. */
export const dataContract = {
  facts: ask.input(nothing).output(dataFactsSchema),
  backups: ask.input(nothing).output(backupsSchema),
  backUp: ask.input(nothing).output(longWork(z.strictObject({ name: z.string(), bytes: z.int() }))),
  /** Has a backup take the place of everything at the next start; it is checked first. */
  prepareRestore: ask.input(named).output(nothing),
  cancelRestore: ask.input(nothing).output(nothing),
  /** Starts the engine again; the screens come back by themselves. `wrongState` where the host cannot. */
  restart: ask.input(nothing).output(nothing),
  /** The note about the last restore was read. */
  forgetLastRestore: ask.input(nothing).output(nothing),
  /** Everything as NDJSON, piece by piece; `withTokens` = with the platform's handles whole. */
  export: ask
    .input(z.strictObject({ withTokens: z.boolean() }))
    .output(eventIterator(z.strictObject({ text: z.string(), rows: z.int() }))),
  /** One text without secrets, names or ids of people. */
  diagnostics: ask.input(nothing).output(z.strictObject({ fileName: z.string(), text: z.string() })),
};
