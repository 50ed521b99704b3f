import type { EpochMs } from './instant.ts';
import { type LocalDateTime, localOfWallSeconds, parseLocalDateTime, wallSeconds } from './local-date-time.ts';
import { monthNamed } from './month-names.ts';
import { isPlausibleInstant, readPlatformTimestamp } from './platform-timestamp.ts';

/** Which number of `03/04/2026` is the day: both are written in the world, so that a date alone does not tell. */
export const DATE_ORDERS = ['dayFirst', 'monthFirst'] as const;
/** See {@link DATE_ORDERS}. */
export type DateOrder = (typeof DATE_ORDERS)[number];

/** A date and time as a person or a program wrote it in a list. */
export type WrittenDate =
  /** Nothing, or 0: "no such time". */
  | { readonly kind: 'absent' }
  /** Something else than a date of the years the platform can mean. */
  | { readonly kind: 'nonsense' }
  /** Seconds, milliseconds or ISO 8601 with an offset: no zone is needed. */
  | { readonly kind: 'instant'; readonly at: EpochMs }
  /** What a wall clock shows. */
  | {
      readonly kind: 'wall';
      readonly form: 'written' | 'serial';
      readonly local: LocalDateTime;
      /** The order that this date proves, as `13/10/2026` does; `null` = none. */
      readonly order: DateOrder | null;
      /** Local time minus UTC in seconds where the text says it; `null` = it does not. */
      readonly offsetSeconds: number | null;
    }
  /** Day and month could change places. */
  | {
      readonly kind: 'either';
      readonly dayFirst: LocalDateTime;
      readonly monthFirst: LocalDateTime;
      readonly offsetSeconds: number | null;
    };

const NONSENSE: WrittenDate = { kind: 'nonsense' };

/** Longest text that can be a date (Sundial's choice: the longest wording with weekday, month, time and offset has about fifty). */
const MAX_LENGTH = 64;

/**
 * Reads one cell of a column of dates: whatever {@link readPlatformTimestamp} reads, dates with the year first or last, with dots,
 * slashes or hyphens, with the month as a word in the languages of the screens, with or without a time, and a spreadsheet's serial
 * number. Never throws, and never decides what cannot be known: see `either`. Dates with dots are day first: no locale writes
 * month.day.year (Unicode CLDR, short dates). Years have four digits; `01.02.03` is nonsense.
 */
export function readWrittenDate(text: string): WrittenDate {
  const platform = readPlatformTimestamp(text);
  if (platform.kind === 'given') return { kind: 'instant', at: platform.at };
  if (platform.kind === 'absent') return platform;
  if (text.length > MAX_LENGTH) return NONSENSE;
  const plain = text.normalize('NFKC').replaceAll(/\s+/gu, ' ').trim();
  const serial = readSerial(plain);
  if (serial !== null) return serial;
  const date = readDate(plain);
  const clock = date === null ? null : readClock(date.rest);
  return date === null || clock === null ? NONSENSE : joined(date, clock);
}

/**
 * Days from 1899-12-30 in the 1900 date system of spreadsheets (ECMA-376 part 1, 18.17.4.1: 1 is 1900-01-01, and 1900 is taken for a
 * leap year, so that from March 1900 on day 0 is 30 December 1899).
 */
const SERIAL_ZERO_SECONDS = Date.UTC(1899, 11, 30) / 1_000;
const SERIAL = /^\d{5}(?:[.,]\d{1,15})?$/u;

/** A day is a fraction of a number there, so that only whole seconds survive. */
function readSerial(text: string): WrittenDate | null {
  if (!SERIAL.test(text)) return null;
  const seconds = SERIAL_ZERO_SECONDS + Math.round(Number(text.replace(',', '.')) * 86_400);
  const local = localOfWallSeconds(seconds);
  return isPlausible(local) ? { kind: 'wall', form: 'serial', local, order: null, offsetSeconds: null } : NONSENSE;
}

/** Day, month and year of a text, as it may be read, and what stands behind them. */
interface DateParts {
  readonly year: string;
  readonly dayFirst: readonly [string, string] | null;
  readonly monthFirst: readonly [string, string] | null;
  readonly rest: string;
}

const YEAR_FIRST = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年 ?(\d{1,2})月 ?(\d{1,2})日)(?=$|[T ,])(.*)$/u;
const YEAR_LAST = /^(\d{1,2})([-/]|\. ?)(\d{1,2})\2(\d{4})(?=$|[T ,])(.*)$/u;
const DAY_WORD = /^(\d{1,2})(?:\.|º|°|st|nd|rd|th)?[ -](\p{L}+\.?)[ -]?,? ?(\d{4})(?=$|[T ,])(.*)$/iu;
const WORD_DAY = /^(\p{L}+\.?) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?=$|[T ,])(.*)$/iu;
/** `Tue, ` or `Dienstag ` in front of a date. */
const WEEKDAY = /^\p{L}{2,12}[.,]{0,2} (?=\d|\p{L}+\.? \d)/u;

function readDate(text: string): DateParts | null {
  return readYearFirst(text) ?? readYearLast(text) ?? readWords(text) ?? readWords(text.replace(WEEKDAY, ''));
}

function readYearFirst(text: string): DateParts | null {
  const parts = YEAR_FIRST.exec(text);
  if (parts === null) return null;
  const [, year = '', , month, day, kanjiMonth = '', kanjiDay = '', rest = ''] = parts;
  return { year, dayFirst: [day ?? kanjiDay, month ?? kanjiMonth], monthFirst: null, rest };
}

function readYearLast(text: string): DateParts | null {
  const parts = YEAR_LAST.exec(text);
  if (parts === null) return null;
  const [, one = '', sign = '', two = '', year = '', rest = ''] = parts;
  return { year, dayFirst: [one, two], monthFirst: sign.startsWith('.') ? null : [two, one], rest };
}

function readWords(text: string): DateParts | null {
  const dayWord = DAY_WORD.exec(text);
  const wordDay = dayWord === null ? WORD_DAY.exec(text) : null;
  const [day, word, year, rest] =
    dayWord === null ? [wordDay?.[2], wordDay?.[1], wordDay?.[3], wordDay?.[4]] : dayWord.slice(1);
  const month = word === undefined ? null : monthNamed(word);
  if (month === null || day === undefined || year === undefined) return null;
  return { year, dayFirst: [day, String(month)], monthFirst: null, rest: rest ?? '' };
}

interface Clock {
  readonly time: string;
  readonly offsetSeconds: number | null;
}

const CLOCK =
  /^(?:T|,? ?(?:(?:at|um|alle(?: ore)?|ore|pukul) )?)(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)? ?([ap])?\.?(?:m\.?)?(?: uhr)? ?(z|utc|gmt|(?:utc|gmt)?[+-]\d{2}(?::?\d{2})?)?$/iu;

/** The time behind a date; none is midnight. */
function readClock(text: string): Clock | null {
  if (text === '') return { time: '00:00:00', offsetSeconds: null };
  const parts = CLOCK.exec(text);
  if (parts === null) return null;
  const [, hour = '', minute = '', second = '00', half, zone] = parts;
  const hours = half === undefined ? Number(hour) : hourOfHalf(Number(hour), half);
  if (hours === null) return null;
  return { time: `${padded(hours)}:${minute}:${second}`, offsetSeconds: zone === undefined ? null : offsetOf(zone) };
}

/** 12 a.m. is midnight, 12 p.m. noon. */
function hourOfHalf(hour: number, half: string): number | null {
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function offsetOf(zone: string): number {
  const parts = /([+-])(\d{2}):?(\d{2})?$/u.exec(zone);
  if (parts === null) return 0;
  const [, sign, hours, minutes = '0'] = parts;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60);
}

function joined({ year, dayFirst, monthFirst }: DateParts, { time, offsetSeconds }: Clock): WrittenDate {
  const first = localOf(year, dayFirst, time);
  const second = localOf(year, monthFirst, time);
  if (first !== null && second !== null && first !== second) {
    return { kind: 'either', dayFirst: first, monthFirst: second, offsetSeconds };
  }
  const local = first ?? second;
  if (local === null) return NONSENSE;
  const isProof = monthFirst !== null && first !== second;
  const order = first === null ? 'monthFirst' : 'dayFirst';
  return { kind: 'wall', form: 'written', local, order: isProof ? order : null, offsetSeconds };
}

function localOf(year: string, pair: readonly [string, string] | null, time: string): LocalDateTime | null {
  if (pair === null) return null;
  const local = parseLocalDateTime(`${year}-${padded(Number(pair[1]))}-${padded(Number(pair[0]))} ${time}`);
  return local !== null && isPlausible(local) ? local : null;
}

function isPlausible(local: LocalDateTime): boolean {
  return isPlausibleInstant(wallSeconds(local) * 1_000);
}

function padded(value: number): string {
  return String(value).padStart(2, '0');
}
