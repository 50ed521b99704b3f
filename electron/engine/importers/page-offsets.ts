import { DAY } from '#shared/time/duration.ts';
import { addMs, epochMs } from '#shared/time/instant.ts';
import { PLAUSIBLE } from '#shared/time/platform-timestamp.ts';
import { offsetsOf, type ZoneOffsets } from '#shared/time/zone-offsets.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';

/**
 * The offsets of a Page's zone over all years a list can speak of, for the thread that reads it.
 *
 * @param zone - as the account has it; one that is no zone any more counts as UTC.
 */
export function pageOffsets(zones: ZoneTable, zone: string): ZoneOffsets {
  const found = zones.identify(zone);
  // A day on both sides: a wall clock may be ahead of UTC or behind it.
  const [from, before] = [addMs(epochMs(PLAUSIBLE.from), -DAY), addMs(epochMs(PLAUSIBLE.before), DAY)];
  if (found.kind !== 'known') return [{ from, until: before, offsetSeconds: 0 }];
  return offsetsOf(zones, found.zone, from, before);
}
