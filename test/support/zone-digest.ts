/**
 * A program of its own: prints one digest over many answers of `shared/time/`, and what this machine itself believes.
 *
 * Started once per machine zone by `test/unit/shared/machine-zones.test.ts`; with the argument `wrong-intl` it first puts
 * an `Intl.DateTimeFormat` in place that takes every zone for Kiritimati.
 */
import { createHash } from 'node:crypto';
import { MINUTE, SECOND } from '#shared/time/duration.ts';
import { type EpochMs, epochMs } from '#shared/time/instant.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import { loadZoneTable } from './zone-table.ts';

/** What the program prints, as one line of JSON. */
export type ZoneDigest = {
  /** SHA-256 over all answers, in hex. */
  readonly digest: string;
  /** How many answers went into it. */
  readonly answers: number;
  /** 2026-07-01T12:00:00Z as this process's own clock face has it; differs between machine zones. */
  readonly machineHour: number;
  /** The same instant in Berlin after `Intl`; wrong with `wrong-intl`. */
  readonly intlHour: string;
};

const RealFormat = Intl.DateTimeFormat;

class WrongFormat extends RealFormat {
  constructor(locales?: Intl.LocalesArgument, options?: Intl.DateTimeFormatOptions) {
    super(locales, { ...options, timeZone: 'Pacific/Kiritimati' });
  }
}

if (process.argv[2] === 'wrong-intl') {
  // The type of the built-in also allows a call without `new`, which nothing here makes.
  Intl.DateTimeFormat = WrongFormat as typeof Intl.DateTimeFormat;
}

// Only now, so that a library that keeps a formatter from the start gets the wrong one as well.
const { formatWallClock } = await import('#shared/time/format-wall-clock.ts');
const { isInWindow, localWindow, nextOpening, windowEnd } = await import('#shared/time/window.ts');
const { nextPeriodStart, periodStart } = await import('#shared/time/calendar-period.ts');

const table = loadZoneTable();
const hash = createHash('sha256');
const day = localWindow(9 * 60, 20 * 60);
let answers = 0;

function take(...values: readonly (string | number | boolean | null)[]): void {
  answers += values.length;
  hash.update(`${values.join(' ')}\n`);
}

/** Everything that is asked of one zone around one instant. */
function takeAround(zone: IanaZone, centre: EpochMs): void {
  for (let step = -24; step <= 24; step += 1) {
    const at = epochMs(centre + step * 15 * MINUTE);
    const local = table.localAt(zone, at);
    const resolved = table.resolveLocal(zone, local);
    take(zone, table.localWithOffset(zone, at), resolved.kind, resolved.at, isInWindow(day, table, zone, at));
    if (step % 8 === 0) {
      take(formatWallClock(local), nextOpening(day, table, zone, at), windowEnd(day, table, zone, at));
      take(periodStart(table, zone, at, 'weekly'), nextPeriodStart(table, zone, at, 'monthly'));
    }
  }
}

/** The machines' own gaps, as wall-clock text: where formatting through a host's zone goes wrong. */
function takeMachineGaps(): void {
  for (const name of ['America/New_York', 'Africa/Casablanca', 'Europe/Berlin'] as IanaZone[]) {
    for (let at = epochMs(Date.UTC(2024, 0, 1)); at < Date.UTC(2031, 0, 1); ) {
      const { offsetSeconds, until } = table.spanAt(name, at);
      for (let minute = -90; minute <= 90; minute += 15) {
        take(
          formatWallClock(
            table.localAt('Etc/UTC' as IanaZone, epochMs(until + offsetSeconds * SECOND + minute * MINUTE)),
          ),
        );
      }
      at = until;
    }
  }
}

for (const zone of table.names) {
  takeAround(zone, epochMs(Date.UTC(2026, 10, 27, 9)));
  for (let at = epochMs(Date.UTC(2026, 0, 1)); ; ) {
    const { until } = table.spanAt(zone, at);
    if (until >= Date.UTC(2028, 0, 1)) break;
    takeAround(zone, until);
    at = until;
  }
}
takeMachineGaps();

const noonInJuly = new Date(Date.UTC(2026, 6, 1, 12));
const result: ZoneDigest = {
  digest: hash.digest('hex'),
  answers,
  machineHour: noonInJuly.getHours(),
  intlHour: new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit' }).format(noonInJuly),
};
console.log(JSON.stringify(result));
