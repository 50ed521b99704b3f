import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { PLATFORMS } from '#shared/domain/account.ts';
import { DATE_FORMS, ENCODINGS, FLAG_CODES, REJECT_CODES, TOKEN_FIELDS } from '#shared/domain/list-file.ts';
import { DATE_ORDERS } from '#shared/time/written-date.ts';
import { ask, longWork } from './base.ts';
import { momentSchema } from './moment.ts';

/** A column of the file and what it stands for; `-` = it is left out. */
const columnChoiceSchema = z.strictObject({
  column: z.string().max(1_000),
  field: z.enum([...TOKEN_FIELDS, '-']),
});
/** See {@link columnChoiceSchema}. */
export type ColumnChoice = z.infer<typeof columnChoiceSchema>;

/** A file that was handed over, and how it is to be read. `encoding` `null` = found by its first bytes. */
export const listOrderSchema = z.strictObject({
  ticket: z.string().min(1).max(200),
  map: z.array(columnChoiceSchema).max(1_000),
  encoding: z.enum(ENCODINGS).nullable(),
  /** What comes first in dates that do not tell; `null` = only what a column proves. */
  dates: z.enum(DATE_ORDERS).nullable().default(null),
});
/** See {@link listOrderSchema}. */
export type ListOrder = z.infer<typeof listOrderSchema>;

/** What a file turned out to be. */
export const LIST_KINDS = ['table', 'workbook', 'json', 'log'] as const;

/** Why a file cannot be taken in as it is mapped now. */
export const MAP_FAULTS = ['noToken', 'noRecipient', 'twoTokens', 'twoRecipients', 'dateOrder', 'noRows'] as const;
/** See {@link MAP_FAULTS}. */
export type MapFault = (typeof MAP_FAULTS)[number];

/** Something to say about one row: its number as a spreadsheet counts, the column, and what stood there. */
const finding = {
  row: z.int(),
  /** `null` = it concerns the row as a whole. */
  column: z.string().nullable(),
  /** At most 200 characters, permissions shortened; `null` = nothing stood there. */
  value: z.string().nullable(),
};
const rejectSchema = z.strictObject({ ...finding, code: z.enum(REJECT_CODES) });
const flagSchema = z.strictObject({ ...finding, code: z.enum(FLAG_CODES) });
/** See {@link rejectSchema}. */
export type ListReject = z.infer<typeof rejectSchema>;
/** See {@link flagSchema}. */
export type ListFlag = z.infer<typeof flagSchema>;

/** How the dates of a column were read, with the first of them. */
const dateReadSchema = z.strictObject({
  column: z.string(),
  form: z.enum(DATE_FORMS),
  count: z.int(),
  /** As it stands in the file. */
  written: z.string(),
  /** What it was read as; `there` is the clock of the Page. */
  read: momentSchema,
});
/** See {@link dateReadSchema}. */
export type DateRead = z.infer<typeof dateReadSchema>;

/** A date that can be read in two ways, and what decides between them. */
const doubtfulDateSchema = z.strictObject({
  column: z.string(),
  written: z.string(),
  dayFirst: momentSchema,
  monthFirst: momentSchema,
  /** What the person said, else what the column proves; `null` = nothing decides. */
  order: z.enum(DATE_ORDERS).nullable(),
});
/** See {@link doubtfulDateSchema}. */
export type DoubtfulDate = z.infer<typeof doubtfulDateSchema>;

/** One of the first rows, as it would be read. */
const previewRowSchema = z.strictObject({
  row: z.int(),
  name: z.string().nullable(),
  metaId: z.string().nullable(),
  /** Shortened; `null` = there is none. */
  token: z.string().nullable(),
  topic: z.string().nullable(),
  /** What stood there as a zone; `null` = nothing. */
  zone: z.string().nullable(),
  /** This instant on the person's clock; `null` = the zone is missing or not known. */
  now: momentSchema.nullable(),
  /** When the permission was given, ends, and can be used again. */
  createdAt: momentSchema.nullable(),
  expiresAt: momentSchema.nullable(),
  nextEligibleAt: momentSchema.nullable(),
  /** The row says that the person wants no messages. */
  isStopped: z.boolean(),
  /** A message, a tap, a reaction, a way in or a deletion of a log; `null` = the row is about a permission. */
  happened: z
    .strictObject({ kind: z.enum(['message', 'postback', 'reaction', 'referral', 'deletion']), at: momentSchema })
    .nullable(),
  /** Why it would not be taken; `null` = it would. */
  reject: rejectSchema.nullable(),
  flags: z.array(flagSchema),
});
/** See {@link previewRowSchema}. */
export type PreviewRow = z.infer<typeof previewRowSchema>;

/** What a file holds, by its beginning. */
export const peekSchema = z.strictObject({
  name: z.string(),
  bytes: z.int(),
  kind: z.enum(LIST_KINDS),
  encoding: z.enum(ENCODINGS).nullable(),
  /** What separates the columns; `null` where nothing has to. */
  delimiter: z.string().nullable(),
  /** All columns in the file's order, and what each stands for; `null` = it is not used. */
  columns: z.array(z.strictObject({ column: z.string(), field: z.enum(TOKEN_FIELDS).nullable() })),
  faults: z.array(z.enum(MAP_FAULTS)),
  /** Where the column names of a table stand; `null` = it has none and goes by letters; 1 for other files. */
  headerRow: z.int().nullable(),
  /** Columns only the person can name, and what they may be. */
  perhaps: z.array(z.strictObject({ column: z.string(), field: z.enum(TOKEN_FIELDS) })),
  rows: z.array(previewRowSchema),
  dates: z.array(dateReadSchema),
  /** One of each column with such dates. */
  doubtful: z.array(doubtfulDateSchema),
});
/** See {@link peekSchema}. */
export type Peek = z.infer<typeof peekSchema>;

/** An account as the import needs it. */
const importAccountSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  platform: z.enum(PLATFORMS),
  isPractice: z.boolean(),
  /** Whether Meta can be asked for its list from here. */
  isConnected: z.boolean(),
});
/** See {@link importAccountSchema}. */
export type ImportAccount = z.infer<typeof importAccountSchema>;

/** One import that was made. */
const pastImportSchema = z.strictObject({
  id: z.string(),
  account: z.strictObject({ id: z.string(), name: z.string() }),
  source: z.enum(['file', 'sync', 'webhookLog']),
  /** `null` for Meta's own list. */
  file: z.string().nullable(),
  rows: z.int(),
  new: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  flagged: z.int(),
  rejected: z.int(),
  appliedAt: momentSchema,
  /** `null` = it stands. */
  undoneAt: momentSchema.nullable(),
});
/** See {@link pastImportSchema}. */
export type PastImport = z.infer<typeof pastImportSchema>;

/** What the first step needs. */
export const importStartSchema = z.strictObject({
  accounts: z.array(importAccountSchema),
  /** Newest first, at most twenty. */
  past: z.array(pastImportSchema),
  /** The zone of whoever looks at the screen, to begin with for a new account. */
  hereZone: z.string(),
  zones: z.array(z.string()),
});

/** A change set that waits for a yes. */
export const preparedSchema = z.strictObject({
  /** Its name; it is gone when Sundial is started again. */
  prepared: z.string(),
  account: z.strictObject({ id: z.string(), name: z.string() }),
  file: z.string(),
  rows: z.int(),
  new: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  flagged: z.int(),
  rejected: z.int(),
  newPeople: z.int(),
  repeated: z.int(),
  aside: z.int(),
  /** Of a log its messages, taps, ways in and deletions (`entries`); whose last message becomes newer, and who can be asked now. */
  happenings: z.strictObject({
    entries: z.int(),
    /** People who are new here and give no permission. */
    newPeople: z.int(),
    wrote: z.int(),
    canBeAsked: z.int(),
    waysIn: z.int(),
    deleted: z.int(),
  }),
  planned: z.strictObject({ touched: z.int(), takenBack: z.int() }),
  /** At most 1,000 each. */
  rejects: z.array(rejectSchema),
  flags: z.array(flagSchema),
  ignoredColumns: z.array(z.string()),
  dates: z.array(dateReadSchema),
  /** Rejected rows can be had as a file. */
  hasRejectsFile: z.boolean(),
});
/** See {@link preparedSchema}. */
export type PreparedImport = z.infer<typeof preparedSchema>;

/** What an import did. */
const importDoneSchema = z.strictObject({ import: z.string() });

/** What taking an import back did, in permissions. */
const undoneSchema = z.strictObject({
  restored: z.int(),
  removed: z.int(),
  /** Kept because a message to them was planned or sent, or because something else changed them since. */
  keptForMessage: z.int(),
  keptForChange: z.int(),
  /** Kept because their person has stopped: no undo brings a stop back. */
  keptForStop: z.int(),
});
/** See {@link undoneSchema}. */
export type ImportUndone = z.infer<typeof undoneSchema>;

const preparedName = z.strictObject({ prepared: z.string().min(1).max(100) });
const importName = z.strictObject({ import: z.string().min(1).max(100) });

/** Taking lists in (DESIGN 7): look, prepare, apply exactly that, take back. */
export const importsContract = {
  start: ask.input(z.strictObject({})).output(importStartSchema),
  one: ask.input(importName).output(pastImportSchema),
  /** `account` `null` = not chosen yet: times without a zone are shown on the clock of whoever looks. */
  peek: ask
    .input(z.strictObject({ ...listOrderSchema.shape, account: z.string().max(100).nullable().default(null) }))
    .output(peekSchema),
  /** Works out what a file would change and keeps it; nothing is stored. */
  workOut: ask
    .input(z.strictObject({ ...listOrderSchema.shape, account: z.string().max(100) }))
    .output(longWork(preparedSchema)),
  prepared: ask.input(preparedName).output(preparedSchema),
  /** Applies exactly the prepared change set; refuses with `importState` when people changed since. */
  apply: ask.input(preparedName).output(longWork(importDoneSchema)),
  drop: ask.input(preparedName).output(z.strictObject({})),
  /** The rejected rows as CSV text, piece by piece. */
  rejects: ask.input(preparedName).output(eventIterator(z.strictObject({ csv: z.string() }))),
  undo: ask.input(importName).output(longWork(undoneSchema)),
  sync: ask.input(z.strictObject({ account: z.string().max(100) })).output(longWork(importDoneSchema)),
  /** A practice account, one click (DESIGN 8); the one that is there where there is one. */
  addPractice: ask.input(z.strictObject({})).output(z.strictObject({ id: z.string() })),
  /** An account whose Page is connected later, for a list that is there already. */
  addUnconnected: ask
    .input(
      z.strictObject({
        platform: z.enum(PLATFORMS),
        name: z.string().trim().min(1).max(200),
        zone: z.string().max(100),
      }),
    )
    .output(z.strictObject({ id: z.string() })),
};
