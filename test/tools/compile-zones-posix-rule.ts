import type { OffsetChange } from './compile-zones-tzif.ts';

/** A rule like `M3.5.0/2`: week 1 to 5 (5 = last) of a month, day of week (0 = Sunday), seconds from local midnight. */
type YearlyRule = { readonly month: number; readonly week: number; readonly weekday: number; readonly seconds: number };

/** A POSIX TZ text: a standard offset and, where clocks change, the other offset with both rules. */
export type PosixRule = {
  readonly standard: number;
  readonly summer: { readonly offset: number; readonly begins: YearlyRule; readonly ends: YearlyRule } | null;
};

const NAME = '(?:<[^>]+>|[A-Za-z]+)';
const OFFSET = '([+-]?\\d+(?::\\d+(?::\\d+)?)?)';
const RULE = '(M[0-9.]+(?:/[+-]?[0-9:]+)?)';
const POSIX = new RegExp(`^${NAME}${OFFSET}(?:${NAME}${OFFSET}?,${RULE},${RULE})?$`);

/**
 * Reads the footer of a TZif file (POSIX TZ with the hours of RFC 8536, section 3.3.1: -167 to 167).
 *
 * Only the `Mm.w.d` form of rule is read; no zone of the database uses another.
 *
 * @throws {Error} on any other text.
 */
export function readPosixRule(text: string): PosixRule {
  const parts = POSIX.exec(text);
  if (parts === null) throw new Error(`Not a POSIX TZ text of the known form: ${text}.`);
  const [, standardText = '', summerText, begins, ends] = parts;
  const standard = -secondsOf(standardText); // POSIX counts west of Greenwich as positive
  if (begins === undefined || ends === undefined) return { standard, summer: null };
  const offset = summerText === undefined ? standard + 3_600 : -secondsOf(summerText);
  return { standard, summer: { offset, begins: readYearlyRule(begins), ends: readYearlyRule(ends) } };
}

/** The changes of one calendar year, in order of time. */
export function changesOfYear({ standard, summer }: PosixRule, year: number): readonly OffsetChange[] {
  if (summer === null) return [];
  // A rule's time is told by the clock that is about to be changed.
  const begin = { at: localSecondsOf(summer.begins, year) - standard, offset: summer.offset };
  const end = { at: localSecondsOf(summer.ends, year) - summer.offset, offset: standard };
  return begin.at < end.at ? [begin, end] : [end, begin];
}

function readYearlyRule(text: string): YearlyRule {
  const parts = /^M(\d+)\.(\d)\.(\d)(?:\/(.+))?$/.exec(text);
  if (parts === null) throw new Error(`Not a rule of the form Mm.w.d/time: ${text}.`);
  const [, month, week, weekday, time = '2'] = parts;
  return { month: Number(month), week: Number(week), weekday: Number(weekday), seconds: secondsOf(time) };
}

function localSecondsOf(rule: YearlyRule, year: number): number {
  const firstOfMonth = Date.UTC(year, rule.month - 1, 1) / 1_000;
  const daysInMonth = new Date(Date.UTC(year, rule.month, 0)).getUTCDate();
  const firstWeekday = new Date(firstOfMonth * 1_000).getUTCDay();
  const firstMatch = 1 + ((rule.weekday - firstWeekday + 7) % 7);
  const inWeek = firstMatch + (rule.week - 1) * 7;
  const day = inWeek > daysInMonth ? inWeek - 7 : inWeek;
  return firstOfMonth + (day - 1) * 86_400 + rule.seconds;
}

function secondsOf(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.replace(/^[+-]/, '').split(':').map(Number);
  const size = hours * 3_600 + minutes * 60 + seconds;
  return text.startsWith('-') ? -size : size;
}
