import type { FlagCode, RejectCode, TokenField } from '#shared/domain/list-file.ts';
import { FREQUENCIES, type Frequency } from '#shared/domain/notification-token.ts';
import type { DateReader, PendingDate } from './date-reader.ts';
import { removeFormulaPrefix } from './formula-prefix.ts';
import { recipientFault, tokenFault } from './identifier-cell.ts';
import { INVALID_BYTE } from './text-decoder.ts';
import { FIELD_INDEX, type FieldValues } from './token-field.ts';

/** What a list says about the person's stop or resume; a list gives no time for it. */
export type ListedStatus = 'stopped' | 'suppressed' | null;

/** A row that can be taken. Instants in milliseconds UTC; `null` = not given. */
export interface TokenRow {
  readonly token: string;
  readonly recipient: string;
  readonly name: string | null;
  /** As written; whether it is a zone is decided later, once per different text. */
  readonly zone: string | null;
  readonly topic: string | null;
  readonly payload: string | null;
  readonly createdAt: number | null;
  readonly expiresAt: number | null;
  readonly frequency: Frequency | null;
  readonly userTokenStatus: string | null;
  readonly reoptin: string | null;
  readonly nextEligibleAt: number | null;
  readonly status: ListedStatus;
  /** When the person last wrote, tapped or reacted; it opens the 24 h window. */
  readonly lastInboundAt: number | null;
}

/** Something odd in one cell. */
export interface CellFlag {
  readonly field: TokenField;
  readonly value: string;
  readonly code: FlagCode;
}

/** What became of a row: the row, or the first cell that keeps it out. */
export type RowReading =
  | {
      readonly kind: 'taken';
      readonly row: TokenRow;
      readonly flags: readonly CellFlag[];
      /** Dates that stand as `null` in the row until their column has shown what comes first in it, the day or the month. */
      readonly pending: readonly PendingDate[];
    }
  | { readonly kind: 'refused'; readonly field: TokenField; readonly value: string; readonly code: RejectCode };

const NO_FLAGS: readonly CellFlag[] = [];
const NO_DATES: readonly PendingDate[] = [];

/** Longest text of a name, topic or zone that is kept; a longer one is no such thing. Sundial's choice. */
const MAX_TEXT = 1_000;

/** Reads the cells of one row; `dates` notes what its columns of dates show. The same cells give the same reading. */
export function readTokenRow(values: FieldValues, dates: DateReader): RowReading {
  const token = idCell(values, 'token');
  const noToken = tokenFault(token);
  if (noToken !== null) return { kind: 'refused', field: 'token', value: token, code: noToken };
  const recipient = idCell(values, 'recipient');
  const noRecipient = recipientFault(recipient);
  if (noRecipient !== null) return { kind: 'refused', field: 'recipient', value: recipient, code: noRecipient };
  const broken = brokenText(values);
  if (broken !== null) return broken;
  const flags: CellFlag[] = [];
  const pending: PendingDate[] = [];
  const timeCell = (field: TokenField): number | null => readTime(values, field, { dates, flags, pending });
  const row: TokenRow = {
    token,
    recipient,
    name: textCell(values, 'name'),
    zone: textCell(values, 'timezone')?.trim() ?? null,
    topic: textCell(values, 'topic'),
    payload: textCell(values, 'payload'),
    createdAt: timeCell('createdAt'),
    expiresAt: timeCell('expiresAt'),
    frequency: frequencyCell(values, flags),
    userTokenStatus: textCell(values, 'userTokenStatus'),
    reoptin: textCell(values, 'reoptin'),
    nextEligibleAt: timeCell('nextEligibleAt'),
    status: statusCell(values),
    lastInboundAt: timeCell('lastInbound'),
  };
  return {
    kind: 'taken',
    row,
    flags: flags.length === 0 ? NO_FLAGS : flags,
    pending: pending.length === 0 ? NO_DATES : pending,
  };
}

function cellOf(values: FieldValues, field: TokenField): string {
  return values[FIELD_INDEX[field]] ?? '';
}

/** Outer spaces of an id are taken away, nothing else: what hides in it must be seen. */
function idCell(values: FieldValues, field: TokenField): string {
  const cell = cellOf(values, field);
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(cell.length - 1);
  const isPlain = first > 39 && last > 39;
  return isPlain ? cell : withoutExcelText(withoutOuterSpaces(removeFormulaPrefix(cell)));
}

/** `="77"` is how lists for Excel keep it from rounding an id: it means 77. */
function withoutExcelText(text: string): string {
  const isText = text.startsWith('="') && text.endsWith('"') && text.length > 3;
  return isText ? withoutOuterSpaces(text.slice(2, -1)) : text;
}

function withoutOuterSpaces(text: string): string {
  const isSpace = (at: number): boolean => text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9;
  let from = 0;
  let end = text.length;
  while (from < end && isSpace(from)) from += 1;
  while (end > from && isSpace(end - 1)) end -= 1;
  return text.slice(from, end);
}

const TEXT_FIELDS = ['name', 'timezone', 'topic', 'payload', 'userTokenStatus', 'reoptin'] as const;

/** A text with bytes that are none, or far too long, is not kept in part: the row is told as a whole. */
function brokenText(values: FieldValues): RowReading | null {
  for (const field of TEXT_FIELDS) {
    const cell = cellOf(values, field);
    if (cell.length > MAX_TEXT) return { kind: 'refused', field, value: cell, code: 'tooLong' };
    if (cell.includes(INVALID_BYTE)) return { kind: 'refused', field, value: cell, code: 'encoding' };
    if (cell.includes('\0')) return { kind: 'refused', field, value: cell, code: 'hiddenCharacter' };
  }
  return null;
}

/** A text exactly as it stands; blank counts as not given. */
function textCell(values: FieldValues, field: TokenField): string | null {
  const cell = cellOf(values, field);
  if (cell === '' || (isOdd(cell.charCodeAt(0)) && cell.trim() === '')) return null;
  return cell.charCodeAt(0) === 39 ? removeFormulaPrefix(cell) : cell;
}

/** A first character that may be white space. */
function isOdd(code: number): boolean {
  return code <= 32 || code >= 127;
}

function readTime(
  values: FieldValues,
  field: TokenField,
  into: { readonly dates: DateReader; readonly flags: CellFlag[]; readonly pending: PendingDate[] },
): number | null {
  const cell = cellOf(values, field);
  if (cell === '') return null;
  const read = into.dates.read(field, cell);
  if (read.kind === 'read') return read.at;
  if (read.kind === 'nonsense') into.flags.push({ field, value: cell, code: 'timeNonsense' });
  if (read.kind === 'pending') into.pending.push(read.pending);
  return null;
}

const FREQUENCY_OF: ReadonlyMap<string, Frequency> = new Map(FREQUENCIES.map((frequency) => [frequency, frequency]));

function frequencyCell(values: FieldValues, flags: CellFlag[]): Frequency | null {
  const cell = cellOf(values, 'frequency').trim();
  if (cell === '') return null;
  const frequency = FREQUENCY_OF.get(cell.toLowerCase()) ?? null;
  if (frequency === null) flags.push({ field: 'frequency', value: cell, code: 'frequencyUnknown' });
  return frequency;
}

/**
 * Words that mean "do not write to this person" in the platform's events, our own lists and other tools', in the languages of the
 * screens. A stop is never overlooked.
 */
const STOP_WORDS =
  /^(?:stop|unsubscribed|opted[ _-]?out|opt[ _-]?out$|disiscritt|ha detto stop|abgemeldet|gestoppt|widerrufen|停止|配信停止|解除|berhenti|keluar$)/iu;

function statusCell(values: FieldValues): ListedStatus {
  const cell = cellOf(values, 'status').trim();
  if (cell === '') return null;
  if (cell.toLowerCase() === 'suppressed') return 'suppressed';
  return STOP_WORDS.test(cell) ? 'stopped' : null;
}
