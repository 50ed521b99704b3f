import { assertNever } from '#shared/lang/assert-never.ts';
import type { EpochMs } from './instant.ts';
import { addDays, firstOfMonth, firstOfNextMonth, type LocalDate, mondayOf } from './local-date.ts';
import { dateOf, type LocalDateTime } from './local-date-time.ts';
import type { IanaZone } from './zone-data.ts';
import type { ZoneTable } from './zone-table.ts';

/** A stretch of the local calendar that a frequency counts in: Monday to Sunday, or a month (DESIGN 13, "weekly"). */
export type CalendarPeriod = 'weekly' | 'monthly';

/**
 * The instant at which the local week or month that holds `at` began: 00:00 of its first day in `zone`.
 *
 * Where clocks skip that midnight, the first valid instant after it; where they show it twice, the first.
 *
 * @public The other end of `nextPeriodStart`; simulations judge by it.
 */
export function periodStart(table: ZoneTable, zone: IanaZone, at: EpochMs, period: CalendarPeriod): EpochMs {
  const day = firstDay(dateOf(table.localAt(zone, at)), period);
  // Clocks set back just after midnight show the old day again; the new period has begun all the same.
  const next = midnight(table, zone, dayAfterPeriod(day, period));
  return next <= at ? next : midnight(table, zone, day);
}

/** The instant at which the local week or month after the one that holds `at` begins; always later than `at`. */
export function nextPeriodStart(table: ZoneTable, zone: IanaZone, at: EpochMs, period: CalendarPeriod): EpochMs {
  const day = firstDay(dateOf(table.localAt(zone, at)), period);
  const next = dayAfterPeriod(day, period);
  const start = midnight(table, zone, next);
  return start > at ? start : midnight(table, zone, dayAfterPeriod(next, period));
}

function firstDay(date: LocalDate, period: CalendarPeriod): LocalDate {
  switch (period) {
    case 'weekly':
      return mondayOf(date);
    case 'monthly':
      return firstOfMonth(date);
    default:
      return assertNever(period, 'calendar period');
  }
}

/** First day of the period after the one that starts on `day`. */
function dayAfterPeriod(day: LocalDate, period: CalendarPeriod): LocalDate {
  return period === 'weekly' ? addDays(day, 7) : firstOfNextMonth(day);
}

function midnight(table: ZoneTable, zone: IanaZone, date: LocalDate): EpochMs {
  return table.resolveLocal(zone, `${date}T00:00:00` as LocalDateTime).at; // a day's midnight is a wall-clock time
}
