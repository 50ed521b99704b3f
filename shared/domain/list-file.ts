/**
 * What a column of a token list can mean. The order is that of the cells of a row in the importers.
 */
export const TOKEN_FIELDS = [
  'token',
  'recipient',
  'name',
  'timezone',
  'topic',
  'payload',
  'createdAt',
  'expiresAt',
  'frequency',
  'userTokenStatus',
  'reoptin',
  'nextEligibleAt',
  'status',
  'lastInbound',
] as const;

/** See {@link TOKEN_FIELDS}. */
export type TokenField = (typeof TOKEN_FIELDS)[number];

/** How the bytes of a file are text. Windows-1252 only when the caller says so: it is never guessed (RELIABILITY S-34). */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
/** See {@link ENCODINGS}. */
export type Encoding = (typeof ENCODINGS)[number];

/**
 * How a date of a list was read: by itself (a number of seconds or an offset says when), on the clock of the Page, as a spreadsheet's
 * serial number, or with the day or the month first.
 */
export const DATE_FORMS = ['instant', 'pageClock', 'serial', 'dayFirst', 'monthFirst'] as const;
/** See {@link DATE_FORMS}. */
export type DateForm = (typeof DATE_FORMS)[number];

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
  /** A fraction, a signed number or a word where an id belongs: a person's id is digits only (META-API 2.2, 3.2). */
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
