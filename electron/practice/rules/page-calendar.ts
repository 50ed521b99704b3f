import { DomainError } from '#shared/domain/errors.ts';
import { nextPeriodStart } from '#shared/time/calendar-period.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';

/** Frequency of an old token; `null` for a token without one, which counts in 24 h only. */
export type Frequency = 'WEEKLY' | 'MONTHLY' | null;

/** Calendar weeks and months in the Pages' own zones (seeds/004, Settimanale, Mensile). */
export type PageCalendar = {
  /** First instant after the calendar week or month that holds `at`; `null` for a token without such a frequency. */
  periodOverAt(zone: string, at: EpochMs, frequency: Frequency): EpochMs | null;
  /** @throws {DomainError} `invalidInput` when the zone table does not know the name. */
  checkZone(zone: string): void;
};

/** Makes the calendar; the table is read when it is first needed. */
export function createPageCalendar(readTable: () => ZoneTable): PageCalendar {
  let table: ZoneTable | null = null;
  const zoneOf = (name: string) => {
    table ??= readTable();
    const identity = table.identify(name);
    if (identity.kind !== 'known') {
      throw new DomainError(
        'invalidInput',
        `The Page's zone is "${name}"; a name of the IANA zones is needed.`,
        'zone',
      );
    }
    return { table, zone: identity.zone };
  };
  return {
    periodOverAt(zone, at, frequency) {
      if (frequency === null) return null;
      const known = zoneOf(zone);
      return nextPeriodStart(known.table, known.zone, at, frequency === 'WEEKLY' ? 'weekly' : 'monthly');
    },
    checkZone(zone) {
      zoneOf(zone);
    },
  };
}
