import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { MINUTE, SECOND } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { addDays, type LocalDate, parseLocalDate } from '#shared/time/local-date.ts';
import { dateOf, type LocalDateTime, parseLocalDateTime } from '#shared/time/local-date-time.ts';
import { isInWindow, nextOpening, windowEnd } from '#shared/time/window.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';

/**
 * What is worth saying about a slot's time (issue 2, `zoneNote`).
 *
 * `gap`: the chosen local time does not exist that day, the first valid instant after it counts. `overlap`: it exists twice, the
 * first counts. `fallback`: the person's zone is unknown and the campaign's fallback was taken; said before the other two.
 */
export type SlotNote = 'gap' | 'overlap' | 'fallback';

/** The zones of one person's slot. */
export interface SlotZones {
  /** The zone the chosen time counts in, and the slot is told in. */
  readonly zone: IanaZone;
  /** The zone whose wall clock the window is held against: the person's own wherever it is known. */
  readonly windowZone: IanaZone;
}

/** When one person's message should leave. */
export interface Slot extends SlotZones {
  readonly kind: 'slot';
  readonly dueAt: EpochMs;
  /** Latest instant at which it may leave: lateness, or the last millisecond of the window, whichever comes first. */
  readonly lastAt: EpochMs;
  /** Wall clock and offset in `zone`, e.g. `2026-11-27T10:00:00+01:00`. */
  readonly local: string;
  readonly note: SlotNote | null;
}

/** Why the schedule alone leaves a person out. */
export interface NoSlot {
  readonly kind: 'skip';
  readonly reason: 'unknownZone' | 'alreadyPast' | 'outsideWindow';
  /** When the schedule's other policies would have put it; `null` when the zone is unknown. */
  readonly earliestAt: EpochMs | null;
}

/** A slot, or why there is none. */
export type SlotPlan = Slot | NoSlot;

/** What a slot is computed from. */
export interface SlotQuestion {
  readonly schedule: CampaignSchedule;
  /** The person's zone as the platform or a file gave it; `null` = none. Everyone with the same text has the same slot. */
  readonly zoneText: string | null;
  readonly table: ZoneTable;
  readonly launchAt: EpochMs;
}

/**
 * The slot of everyone with one zone (DESIGN 5): chosen time, then "already past there", then window, then lateness.
 *
 * "Past" is judged on the time the person chose, before the window moves it. A zone named in the schedule counts for the chosen
 * time only; the window stays that of the person, so nobody is written to at night because somebody else's clock says noon.
 */
export function planSlot(question: SlotQuestion): SlotPlan {
  const zones = zonesOf(question);
  if (zones === null) return { kind: 'skip', reason: 'unknownZone', earliestAt: null };
  const { schedule, launchAt, table } = question;
  const chosen = chosenTime(question, zones.zone);
  if (chosen.at >= launchAt) return intoWindow(question, zones, chosen);
  switch (schedule.alreadyPast) {
    case 'now':
      return intoWindow(question, zones, { at: launchAt, note: null });
    case 'nextDay':
      return intoWindow(question, zones, nextDay(question, zones.zone, chosen));
    case 'skip': {
      const next = nextDay(question, zones.zone, chosen).at;
      const earliestAt = nextOpening(schedule.window, table, zones.windowZone, next);
      return { kind: 'skip', reason: 'alreadyPast', earliestAt };
    }
    default:
      return assertNever(schedule.alreadyPast, 'policy for times already past');
  }
}

/** Latest instant at which a message due at `dueAt` may leave: the campaign's lateness, never past the end of the window. */
export function latestLeave(
  schedule: Pick<CampaignSchedule, 'lateMinutes' | 'window'>,
  table: ZoneTable,
  windowZone: IanaZone,
  dueAt: EpochMs,
): EpochMs {
  const late = addMs(dueAt, schedule.lateMinutes * MINUTE);
  const end = windowEnd(schedule.window, table, windowZone, dueAt);
  return end !== null && end <= late ? addMs(end, -1) : late; // the window is half-open: its end itself is outside
}

type KnownZones = SlotZones & { readonly isFallback: boolean };

/** `null` when the campaign leaves out people whose zone is unknown. */
function zonesOf({ schedule, zoneText, table }: SlotQuestion): KnownZones | null {
  const own = table.identify(zoneText);
  const ownZone = own.kind === 'known' ? own.zone : null;
  if (schedule.zone !== 'recipient') {
    const zone = namedZone(table, schedule.zone);
    return { zone, windowZone: ownZone ?? zone, isFallback: false };
  }
  if (ownZone !== null) return { zone: ownZone, windowZone: ownZone, isFallback: false };
  if (schedule.unknownZone === 'skip') return null;
  const zone = namedZone(table, schedule.unknownZone);
  return { zone, windowZone: zone, isFallback: true };
}

function namedZone(table: ZoneTable, name: string): IanaZone {
  const zone = table.identify(name);
  if (zone.kind !== 'known') throw new BugError(`The campaign's zone ${name} is not in the zone table.`);
  return zone.zone;
}

interface ChosenTime {
  readonly at: EpochMs;
  readonly note: SlotNote | null;
}

function chosenTime({ schedule: { time }, table, launchAt }: SlotQuestion, zone: IanaZone): ChosenTime {
  switch (time.kind) {
    case 'now':
      return { at: launchAt, note: null };
    case 'instant':
      return { at: time.at, note: null };
    case 'local': {
      const local = parseLocalDateTime(`${time.date}T${time.time}`);
      if (local === null) throw new BugError(`The campaign's time ${time.date} ${time.time} is no local time.`);
      return resolve(table, zone, local);
    }
    default:
      return assertNever(time, 'campaign time');
  }
}

function resolve(table: ZoneTable, zone: IanaZone, local: LocalDateTime): ChosenTime {
  const { kind, at } = table.resolveLocal(zone, local);
  return { at, note: kind === 'exact' ? null : kind };
}

/** The first later date on which the chosen local time is still ahead (DESIGN 5). */
function nextDay({ schedule, table, launchAt }: SlotQuestion, zone: IanaZone, past: ChosenTime): ChosenTime {
  const chosen = table.localAt(zone, past.at);
  const { time } = schedule;
  // A gap may have moved the instant; the time of day that counts on later dates is the one that was chosen.
  const [date, timeOfDay] = time.kind === 'local' ? [time.date, time.time] : [dateOf(chosen), chosen.slice(11)];
  const fraction = time.kind === 'instant' ? ((past.at % SECOND) + SECOND) % SECOND : 0;
  const firstDate = parseLocalDate(date);
  if (firstDate === null) throw new BugError(`The campaign's date ${date} is no date.`);
  const today = dateOf(table.localAt(zone, launchAt));
  let day: LocalDate = today > firstDate ? today : addDays(firstDate, 1);
  for (;;) {
    const local = parseLocalDateTime(`${day}T${timeOfDay}`);
    if (local === null) throw new BugError(`The campaign's time ${timeOfDay} is no time of day.`);
    const { at, note } = resolve(table, zone, local);
    if (at + fraction >= launchAt) return { at: addMs(at, fraction), note };
    day = addDays(day, 1);
  }
}

function intoWindow({ schedule, table }: SlotQuestion, zones: KnownZones, chosen: ChosenTime): SlotPlan {
  const { zone, windowZone } = zones;
  const isInside = isInWindow(schedule.window, table, windowZone, chosen.at);
  const dueAt = isInside ? chosen.at : nextOpening(schedule.window, table, windowZone, chosen.at);
  if (!isInside && schedule.outsideWindow === 'skip') {
    return { kind: 'skip', reason: 'outsideWindow', earliestAt: dueAt };
  }
  return {
    kind: 'slot',
    dueAt,
    lastAt: latestLeave(schedule, table, windowZone, dueAt),
    local: table.localWithOffset(zone, dueAt),
    note: zones.isFallback ? 'fallback' : chosen.note,
    zone,
    windowZone,
  };
}
