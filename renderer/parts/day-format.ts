/** A local date such as `2026-11-27`, or a local time on it, as a day in words of a language: `27 November`. */
export function dayText(local: string, language: string): string {
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(startOf(local));
}

/** A local date with its year: `27 November 2026`. */
export function dateText(local: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(startOf(local));
}

/** The month of a local date: `November 2026`. */
export function monthText(local: string, language: string): string {
  return new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(startOf(local));
}

/** The day of the week of a local date, short: `Fri`. */
export function weekdayText(local: string, language: string): string {
  return new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(startOf(local));
}

/** The date as if it were one in UTC, so that no zone plays a part (DESIGN 5). */
function startOf(local: string): Date {
  return new Date(`${local.slice(0, 10)}T00:00:00Z`);
}
