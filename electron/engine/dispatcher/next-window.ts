import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import { zoneTextOf } from '#shared/rules/person-zone.ts';
import { latestLeave } from '#shared/rules/slot.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { isInWindow, nextOpening, windowEnd } from '#shared/time/window.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';

/** Whose window is asked for. */
export interface LatePerson {
  readonly schedule: CampaignSchedule;
  readonly tokenZone: string | null;
  readonly personZone: string | null;
}

/**
 * The time of a late delivery in the next window of its person (DESIGN 5, Late: "or the next window"): the next opening after the
 * window it missed. Where a later window is open already, now is as good; without a window so is it always.
 *
 * @param missedAt - the last instant it had.
 * @returns `null` when the person's zone is not known (any more): nobody can say when their window opens.
 */
export function nextWindowTime(
  table: ZoneTable,
  person: LatePerson,
  times: { readonly now: EpochMs; readonly missedAt: EpochMs },
): { readonly dueAt: EpochMs; readonly lastAt: EpochMs } | null {
  const zone = windowZoneOf(table, person);
  if (zone === null) return null;
  const { window } = person.schedule;
  const dueAt = nextOpening(window, table, zone, afterMissed(table, zone, person.schedule, times));
  return { dueAt, lastAt: latestLeave(person.schedule, table, zone, dueAt) };
}

/** The end of the window that holds the last instant, or now when that is later: its own window has had its chance. */
function afterMissed(
  table: ZoneTable,
  zone: IanaZone,
  { window }: CampaignSchedule,
  { now, missedAt }: { readonly now: EpochMs; readonly missedAt: EpochMs },
): EpochMs {
  const end = isInWindow(window, table, zone, missedAt) ? windowEnd(window, table, zone, missedAt) : missedAt;
  return end !== null && end > now ? end : now;
}

/** As the planner chooses it (`slot.ts`): the person's own zone, else the one the campaign names. */
function windowZoneOf(table: ZoneTable, { schedule, tokenZone, personZone }: LatePerson): IanaZone | null {
  // Without a window no zone matters, and any will do.
  const fallback = schedule.window === null ? 'Etc/UTC' : schedule.unknownZone;
  for (const text of [zoneTextOf(table, tokenZone, personZone), fallback]) {
    const identity = table.identify(text);
    if (identity.kind === 'known') return identity.zone;
  }
  return null;
}
