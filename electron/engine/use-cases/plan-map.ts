import type { MomentTeller } from '#engine/screens/moments.ts';
import type { PlanMapCell } from '#engine/store/operations/plans-map.ts';
import type { PlanMap } from '#shared/contract/plan.ts';
import { HOUR, MINUTE } from '#shared/time/duration.ts';
import { type EpochMs, epochMs } from '#shared/time/instant.ts';

/** Folds quarters of hours into the hours of the clock here, zone by zone; clocks here may stand half an hour off UTC. */
export function mapOf(cells: readonly PlanMapCell[], moment: MomentTeller): PlanMap {
  const hourOf = (at: EpochMs): EpochMs => {
    const ahead = moment(at, null).here.offsetMinutes * MINUTE;
    return epochMs(Math.floor((at + ahead) / HOUR) * HOUR - ahead);
  };
  const starts = [...new Set(cells.map(({ quarterAt }) => hourOf(quarterAt)))].toSorted((a, b) => a - b);
  const places = new Map(starts.map((at, place) => [at, place]));
  const zones = new Map<string | null, { count: number; firstAt: EpochMs; perHour: number[] }>();
  for (const { zone, quarterAt, count, firstDueAt } of cells) {
    const row = zones.get(zone) ?? { count: 0, firstAt: firstDueAt, perHour: starts.map(() => 0) };
    const place = places.get(hourOf(quarterAt)) ?? 0;
    row.count += count;
    row.perHour[place] = (row.perHour[place] ?? 0) + count;
    if (firstDueAt < row.firstAt) row.firstAt = firstDueAt;
    zones.set(zone, row);
  }
  return {
    hours: starts.map((at) => moment(at, null)),
    zones: [...zones]
      .toSorted(([, a], [, b]) => a.firstAt - b.firstAt || b.count - a.count)
      .map(([zone, { count, firstAt, perHour }]) => ({ zone, count, first: moment(firstAt, zone), perHour })),
  };
}
