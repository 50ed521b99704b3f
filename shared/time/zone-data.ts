import type { Brand } from '#shared/lang/brand.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import type { ZoneSchedule } from './zone-schedule.ts';

/** A name of the IANA time zone database that the zone table knows, in the database's own spelling. */
export type IanaZone = Brand<string, 'IanaZone'>;

/**
 * The two files of `resources/zones/`, parsed as JSON and not yet checked: `iana-2026c.json` and `windows-zones.json`.
 *
 * Both are made by `test/tools/compile-zones.ts`; a host reads them and hands them to `createZoneTable`.
 */
export type ZoneData = { readonly iana: unknown; readonly windows: unknown };

/** The checked contents of the two files, ready for look-ups. */
export type ZoneContents = {
  /** IANA release, e.g. `2026c`. */
  readonly release: string;
  /** Every name with its schedule; names with the same clock since 2000 share one. */
  readonly schedules: ReadonlyMap<IanaZone, ZoneSchedule>;
  /** Old names with the name that stands for the same place today. */
  readonly links: ReadonlyMap<IanaZone, IanaZone>;
  /** Windows zone names with the IANA zone of their territory "001", the world at large (CLDR, windowsZones). */
  readonly windows: ReadonlyMap<string, IanaZone>;
};

/**
 * Checks both files and turns them into maps.
 *
 * @throws {BugError} when a file is not as the compile script writes it: the files ship with the app, so a broken one is ours.
 */
export function readZoneData(data: ZoneData): ZoneContents {
  const iana = recordAt(data.iana, 'zone table');
  const schedules = listAt(iana['schedules'], 'schedules').map(readSchedule);
  const zones = new Map<IanaZone, ZoneSchedule>();
  for (const [name, index] of Object.entries(recordAt(iana['zones'], 'zones'))) {
    const schedule = typeof index === 'number' ? schedules[index] : undefined;
    if (schedule === undefined) throw broken(`zones.${name}`, index, 'the number of a schedule');
    zones.set(name as IanaZone, schedule); // this map is what makes a name one the table knows
  }
  const links = readNames(iana['links'], 'links', zones);
  for (const name of links.keys()) knownName(name, `links.${name}`, zones);
  const release = iana['release'];
  if (typeof release !== 'string' || !/^\d{4}[a-z]{1,2}$/.test(release)) throw broken('release', release, 'like 2026c');
  return {
    release,
    schedules: zones,
    links: new Map([...links].map(([name, target]) => [knownName(name, 'links', zones), target])),
    windows: readNames(recordAt(data.windows, 'Windows zone names')['zones'], 'windows', zones),
  };
}

function readSchedule(value: unknown, index: number): ZoneSchedule {
  const where = `schedules[${index}]`;
  const { at, offsets } = recordAt(value, where) as { at?: unknown; offsets?: unknown }; // both are checked below
  const starts = Float64Array.from([Number.NEGATIVE_INFINITY, ...integersAt(at, `${where}.at`)]);
  const span = Int32Array.from(integersAt(offsets, `${where}.offsets`));
  if (span.length !== starts.length) throw broken(where, span.length, `${starts.length} offsets`);
  if (starts.some((start, i) => i > 0 && start <= (starts[i - 1] ?? 0))) throw broken(where, at, 'in ascending order');
  if (span.some((offset) => Math.abs(offset) >= 16 * 3_600)) throw broken(where, offsets, 'within 16 hours of UTC');
  return { starts, offsets: span };
}

function readNames(value: unknown, where: string, zones: ReadonlyMap<IanaZone, ZoneSchedule>): Map<string, IanaZone> {
  const entries = Object.entries(recordAt(value, where));
  return new Map(entries.map(([name, target]) => [name, knownName(target, `${where}.${name}`, zones)]));
}

function knownName(name: unknown, where: string, zones: ReadonlyMap<IanaZone, ZoneSchedule>): IanaZone {
  const zone = name as IanaZone; // only for the look-up; what is no key of the table is refused here
  if (!zones.has(zone)) throw broken(where, name, 'a name of the zone table');
  return zone;
}

function recordAt(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw broken(where, value, 'an object');
  return value as Readonly<Record<string, unknown>>; // an object that is no list, checked above
}

function listAt(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw broken(where, value, 'a list');
  return value;
}

function integersAt(value: unknown, where: string): readonly number[] {
  return listAt(value, where).map((item) => {
    if (typeof item !== 'number' || !Number.isSafeInteger(item)) throw broken(where, item, 'whole numbers');
    return item;
  });
}

function broken(where: string, value: unknown, allowed: string): BugError {
  const shown = value === undefined ? 'undefined' : JSON.stringify(value).slice(0, 60);
  return new BugError(`Zone data: ${where} is ${shown}, must be ${allowed}.`);
}
