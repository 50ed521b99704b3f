import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { minuteOfDay, parseLocalTime } from '#shared/time/local-time.ts';
import { isInWindow, type LocalWindow, localWindow, windowEnd } from '#shared/time/window.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';

/** Hours of every day in which the computer sleeps, on its own wall clock: [from, to), across midnight where from is later than to. */
export interface SleepingHours {
  readonly hours: LocalWindow;
  /** The computer's own zone. */
  readonly zone: IanaZone;
}

/**
 * Reads hours as a person writes them, e.g. `22:00-07:00` (DESIGN 10, `rehearse --asleep`).
 *
 * @throws {DomainError} `invalidInput` when the text is no such pair, or names a whole day.
 */
export function parseSleepingHours(text: string): LocalWindow {
  const [from, to, ...rest] = text.split('-').map((part) => parseLocalTime(part.trim()));
  if (from === undefined || from === null || to === undefined || to === null || rest.length > 0 || from === to) {
    throw refuse('sleepingHoursOdd', { text }, { where: 'asleep' });
  }
  return localWindow(minuteOfDay(from), minuteOfDay(to));
}

/** When a computer that sleeps at `at` wakes; `null` while it is awake. */
export function wakingAt(table: ZoneTable, asleep: SleepingHours | null, at: EpochMs): EpochMs | null {
  if (asleep === null || !isInWindow(asleep.hours, table, asleep.zone, at)) return null;
  return windowEnd(asleep.hours, table, asleep.zone, at);
}
