import {
  addDays,
  firstOfMonth,
  firstOfNextMonth,
  type LocalDate,
  mondayOf,
  parseLocalDate,
} from '#shared/time/local-date.ts';

/** A month is shown in six weeks, so that it never changes its height. */
const MONTH_WEEKS = 6;

/** How much of the calendar is shown. */
export const CALENDAR_VIEWS = ['month', 'week'] as const;
/** See {@link CALENDAR_VIEWS}. */
export type CalendarView = (typeof CALENDAR_VIEWS)[number];

/** What stands in the address of Calendar. */
export interface CalendarSearch {
  readonly view?: 'week';
  /** A day of what is shown; not given = today's. */
  readonly day?: string;
}

/** Reads the address; what makes no sense in it counts as not given. */
export function readCalendarAddress(search: Readonly<Record<string, unknown>>): CalendarSearch {
  const day = typeof search['day'] === 'string' ? parseLocalDate(search['day']) : null;
  return { ...(search['view'] === 'week' ? { view: 'week' } : {}), ...(day === null ? {} : { day }) };
}

/** The weeks that are shown around a day, each of seven days. */
export function weeksAround(
  day: LocalDate,
  view: CalendarView,
  startsOnSunday: boolean,
): readonly (readonly LocalDate[])[] {
  const first = startOfWeek(view === 'month' ? firstOfMonth(day) : day, startsOnSunday);
  const weeks = view === 'month' ? MONTH_WEEKS : 1;
  return Array.from({ length: weeks }, (_week, week) =>
    Array.from({ length: 7 }, (_day, index) => addDays(first, week * 7 + index)),
  );
}

function startOfWeek(day: LocalDate, startsOnSunday: boolean): LocalDate {
  return startsOnSunday ? addDays(mondayOf(addDays(day, 1)), -1) : mondayOf(day);
}

/** A day of the month or week before or after. */
export function step(day: LocalDate, view: CalendarView, forward: boolean): LocalDate {
  if (view === 'week') return addDays(day, forward ? 7 : -7);
  return forward ? firstOfNextMonth(day) : firstOfMonth(addDays(firstOfMonth(day), -1));
}
