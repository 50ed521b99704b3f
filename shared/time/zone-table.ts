import { BugError } from '#shared/lang/bug-error.ts';
import { SECOND } from './duration.ts';
import { type EpochMs, epochMs } from './instant.ts';
import { type LocalDateTime, localOfWallSeconds, wallSeconds } from './local-date-time.ts';
import { type IanaZone, readZoneData, type ZoneData } from './zone-data.ts';
import { createZoneIdentifier, type ZoneIdentity } from './zone-identity.ts';
import { type LocalKind, offsetAt, offsetSpanAt, resolveWall, type ZoneSchedule } from './zone-schedule.ts';

/** The instant of a wall-clock time and how it was found; see {@link ZoneTable.resolveLocal}. */
export type ResolvedLocal = { readonly kind: LocalKind; readonly at: EpochMs };

/** A stretch of time in which a zone's offset does not change. */
export type ZoneSpan = {
  /** Local time minus UTC, in seconds. */
  readonly offsetSeconds: number;
  /** The offset holds for every instant before this one; it may go on unchanged from there. */
  readonly until: EpochMs;
};

/**
 * Time zones of one named IANA release. Pure: neither the machine's zone nor the runtime's own zone data play a part.
 *
 * Covers 2000 to 2060 change by change. Later years follow the last rules (Gaza and Hebron, whose days are fixed one by one
 * until 2086, are only near them); earlier ones show the offset of the first instant of 2000. Every function that takes a zone throws `BugError` for a name that is not in this table.
 */
export type ZoneTable = {
  /** The IANA release, e.g. `2026c`. */
  readonly release: string;
  /** All names, old ones included, in the database's spelling and order of code points. */
  readonly names: readonly IanaZone[];
  /** What a text from a file, the platform or a person names; see {@link ZoneIdentity}. */
  identify(text: string | null): ZoneIdentity;
  /** Today's name of an old one (`Asia/Calcutta` is `Asia/Kolkata`); a name in use stays as it is. */
  currentName(zone: IanaZone): IanaZone;
  /** Local time minus UTC at an instant, in seconds. */
  offsetSecondsAt(zone: IanaZone, at: EpochMs): number;
  /** The offset at an instant with how long it lasts. */
  spanAt(zone: IanaZone, at: EpochMs): ZoneSpan;
  /** Instant of a wall-clock time. `gap` (it does not exist): the first valid instant after. `overlap`: the first of the two. */
  resolveLocal(zone: IanaZone, local: LocalDateTime): ResolvedLocal;
  /** What the wall clock shows, to the second. Throws `BugError` outside the years 0000 to 9999. */
  localAt(zone: IanaZone, at: EpochMs): LocalDateTime;
  /** Wall clock and offset, to the second: `2026-11-27T10:00:00+01:00`. */
  localWithOffset(zone: IanaZone, at: EpochMs): string;
};

/**
 * Makes the zone table from the shipped files.
 *
 * @throws {BugError} when the data is damaged.
 */
export function createZoneTable(data: ZoneData): ZoneTable {
  const contents = readZoneData(data);
  const scheduleOf = (zone: IanaZone): ZoneSchedule => {
    const schedule = contents.schedules.get(zone);
    if (schedule === undefined) throw new BugError(`Zone ${zone} is not in the zone table ${contents.release}.`);
    return schedule;
  };
  const localAt = (zone: IanaZone, at: EpochMs): LocalDateTime =>
    localOfWallSeconds(secondOf(at) + offsetAt(scheduleOf(zone), secondOf(at)));

  return {
    release: contents.release,
    names: [...contents.schedules.keys()].toSorted(),
    identify: createZoneIdentifier(contents),
    currentName: (zone) => contents.links.get(zone) ?? zone,
    offsetSecondsAt: (zone, at) => offsetAt(scheduleOf(zone), secondOf(at)),
    spanAt: (zone, at) => {
      const { offset, until } = offsetSpanAt(scheduleOf(zone), secondOf(at));
      return { offsetSeconds: offset, until: epochMs(until * SECOND) };
    },
    resolveLocal: (zone, local) => {
      const { kind, second } = resolveWall(scheduleOf(zone), wallSeconds(local));
      return { kind, at: epochMs(second * SECOND) };
    },
    localAt,
    localWithOffset: (zone, at) => `${localAt(zone, at)}${offsetText(offsetAt(scheduleOf(zone), secondOf(at)))}`,
  };
}

/** `+01:00`, `-03:30`; with seconds only where an offset has some, which none has had since 2000. */
function offsetText(offsetSeconds: number): string {
  const size = Math.abs(offsetSeconds);
  const parts = [Math.floor(size / 3_600), Math.floor((size % 3_600) / 60), size % 60];
  const shown = size % 60 === 0 ? parts.slice(0, 2) : parts;
  return `${offsetSeconds < 0 ? '-' : '+'}${shown.map((part) => String(part).padStart(2, '0')).join(':')}`;
}

/** Whole seconds since 1970 UTC, rounded towards the past. */
function secondOf(at: EpochMs): number {
  return Math.floor(at / SECOND);
}
