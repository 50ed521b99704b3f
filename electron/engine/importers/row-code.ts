/**
 * Why a row is not taken. Each is told with row, column and value (DESIGN 7). Codes are never renamed.
 */
export const REJECT_CODES = [
  /** The cell that must hold a token or a recipient id is empty. */
  'missing',
  /** There is a space inside an id. */
  'space',
  /** A control character, a change of writing direction or a character of no width hides in an id (RELIABILITY S-34). */
  'hiddenCharacter',
  /** A character that no id holds. */
  'badCharacter',
  /** It begins with `=`: a formula stands where its result belongs. */
  'formula',
  /** A fraction, a signed number, TRUE or FALSE where an id belongs. */
  'notAnId',
  /** Longer than any id. */
  'tooLong',
  /** A spreadsheet or a program has rounded the number: its last digits are gone, the id must be fetched again. */
  'digitsLost',
  /** Bytes that are no text in the file's encoding; the value shows them as �. */
  'encoding',
  /** More cells than the first row has columns: the cells have slipped. */
  'tooManyCells',
  /** Fewer cells than the first row has columns: the row is cut, or its cells have slipped. */
  'tooFewCells',
  /** A quote that is opened and not closed, or closed in the middle of a cell. */
  'quote',
  /** A list or object where a plain value belongs. */
  'notText',
  /** A line of NDJSON, or a part of a log, that is no JSON. */
  'notJson',
  /** JSON that is no row, no page of a list and no webhook body. */
  'notARow',
  /** The same token for the same person stood in an earlier row. */
  'duplicate',
  /** An earlier row gives this token to another person. */
  'tokenOfTwoPeople',
  /** This token belongs to another person here already. */
  'tokenOfOtherPerson',
  /** The event is about another Page or account. */
  'otherAccount',
] as const;

/** See {@link REJECT_CODES}. */
export type RejectCode = (typeof REJECT_CODES)[number];

/** What is odd about a row that is taken all the same. */
export const FLAG_CODES = [
  /** The zone is no time zone Sundial knows; the person is skipped or gets the campaign's fallback until it is mended (DESIGN 5). */
  'zoneUnknown',
  /** The list has a column for zones, and this cell is empty. */
  'zoneMissing',
  /** UTC may be what a tool wrote that did not know the zone (DESIGN 5). */
  'zoneUtc',
  /** A time that cannot be one; it is left out (DESIGN 4, Unknown next eligible time). */
  'timeNonsense',
  /** A frequency other than DAILY, WEEKLY and MONTHLY; it is left out. */
  'frequencyUnknown',
  /** The user said "never message again"; this row does not change that (RELIABILITY P-03). */
  'suppressed',
  /** The person has stopped; only a newer opt-in or resume changes that (DESIGN 4, Stops). */
  'stopped',
] as const;

/** See {@link FLAG_CODES}. */
export type FlagCode = (typeof FLAG_CODES)[number];

/** A finding about one row, as it is told. `row` counts as a spreadsheet does: the header is row 1; in NDJSON and logs it is the line. */
export interface Finding<Code extends string> {
  readonly row: number;
  /** Name of the column; `null` when it concerns the row as a whole. */
  readonly column: string | null;
  /** What stood there, at most 200 characters; `null` = nothing. */
  readonly value: string | null;
  readonly code: Code;
}

/** A row that is not taken. */
export type Reject = Finding<RejectCode>;
/** A row that is taken and odd. */
export type Flag = Finding<FlagCode>;

/** Longest value told with a finding. */
const MAX_SHOWN = 200;

/** A value as a finding shows it. */
export function shownValue(value: string | null): string | null {
  return value === null ? null : value.slice(0, MAX_SHOWN).toWellFormed();
}
