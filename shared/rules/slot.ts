import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { MINUTE, SECOND } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { addDays, type LocalDate, parseLocalDate } from '#shared/time/local-date.ts';
import { dateOf, type LocalDateTime, parseLocalDateTime } from '#shared/time/local-date-time.ts';
import { windowEnd } from '#shared/time/window.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import { opensFor } from './person-window.ts';

/**
 * What is worth saying about a slot's time (issue 2, `zoneNote`).
 *
 * `gap`: the chosen local time does not exist that day, the first valid instant after it counts. `overlap`: it exists twice, the
 * first counts. `fallback`: the person's zone is unknown and the campaign's fallback was taken; said before the other two.
 */
export type SlotNote = 'gap' | 'overlap' | 'fallback';

/** When one person's message should leave. */
export interface Slot {
  readonly kind: 'slot';
  /**
   * The person's zone, which the slot is told in and whose wall clock the window is held against: their own wherever it is known, else
   * the campaign's fallback. `null` = not known and not needed: one time for all, and no window.
   */
  readonly zone: IanaZone | null;
  readonly dueAt: EpochMs;
  /** Latest instant at which it may leave: lateness, or the last millisecond of the window, whichever comes first. */
  readonly lastAt: EpochMs;
  /** Wall clock and offset in `zone`, e.g. `2026-11-27T10:00:00+01:00`; `null` exactly when `zone` is. */
  readonly local: string | null;
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
 * time only; the window stays that of the person, so nobody is written to at night because somebody else's clock says noon. Where
 * neither the time nor a window asks for the person's zone, people whose zone is unknown go like everybody else.
 */
export function planSlot(question: SlotQuestion): SlotPlan {
  const zones = zonesOf(question);
  if (zones === null) return { kind: 'skip', reason: 'unknownZone', earliestAt: null };
  const { schedule, launchAt, table } = question;
  const chosen = chosenTime(question, zones);
  if (chosen.at >= launchAt) return intoWindow(question, zones, chosen);
  switch (schedule.alreadyPast) {
    case 'now':
      return intoWindow(question, zones, { at: launchAt, note: null });
    case 'nextDay':
      return intoWindow(question, zones, nextDay(question, zones, chosen));
    case 'skip': {
      // Whose zone nobody knows or needs has no next day to name.
      if (zones.clock === null) return { kind: 'skip', reason: 'alreadyPast', earliestAt: null };
      const next = nextDay(question, zones, chosen).at;
      return { kind: 'skip', reason: 'alreadyPast', earliestAt: opensFor(schedule.window, table, zones.person, next) };
    }
    default:
      return assertNever(schedule.alreadyPast, 'policy for times already past');
  }
}

/** Latest instant at which a message due at `dueAt` may leave: the campaign's lateness, never past the end of the window. */
export function latestLeave(
  schedule: Pick<CampaignSchedule, 'lateMinutes' | 'window'>,
  table: ZoneTable,
  personZone: IanaZone | null,
  dueAt: EpochMs,
): EpochMs {
  const late = addMs(dueAt, schedule.lateMinutes * MINUTE);
  const end = personZone === null ? null : windowEnd(schedule.window, table, personZone, dueAt);
  return end !== null && end <= late ? addMs(end, -1) : late; // the window is half-open: its end itself is outside
}

interface PersonZones {
  /** The zone the chosen time counts in; `null` = none is needed, it is one instant. */
  readonly clock: IanaZone | null;
  /** See {@link Slot.zone}. */
  readonly person: IanaZone | null;
  readonly isFallback: boolean;
}

/** `null` when the person's zone is needed and unknown, and the campaign leaves such people out. */
function zonesOf(question: SlotQuestion): PersonZones | null {
  const { schedule, zoneText, table } = question;
  const own = table.identify(zoneText);
  const named = schedule.zone === 'recipient' ? null : namedZone(table, schedule.zone);
  if (own.kind === 'known') return { clock: named ?? own.zone, person: own.zone, isFallback: false };
  if (!needsPersonZone(question)) return { clock: named, person: null, isFallback: false };
  if (schedule.unknownZone === 'skip') return null;
  const fallback = namedZone(table, schedule.unknownZone);
  return { clock: named ?? fallback, person: fallback, isFallback: true };
}

/** Whether anything asks for the person's own clock: a window, a local time of theirs, or their next day (DESIGN 5, Unknown zone). */
function needsPersonZone({ schedule, launchAt }: SlotQuestion): boolean {
  const { window, zone, time, alreadyPast } = schedule;
  if (window !== null) return true;
  if (zone !== 'recipient' || time.kind === 'now') return false;
  return time.kind === 'local' || (time.at < launchAt && alreadyPast === 'nextDay');
}

/** The zone of a time that cannot be told without one. */
function clockOf({ clock }: PersonZones): IanaZone {
  if (clock === null) throw new BugError('A local time was asked for without a zone.');
  return clock;
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

function chosenTime({ schedule: { time }, table, launchAt }: SlotQuestion, zones: PersonZones): ChosenTime {
  switch (time.kind) {
    case 'now':
      return { at: launchAt, note: null };
    case 'instant':
      return { at: time.at, note: null };
    case 'local': {
      const local = parseLocalDateTime(`${time.date}T${time.time}`);
      if (local === null) throw new BugError(`The campaign's time ${time.date} ${time.time} is no local time.`);
      return resolve(table, clockOf(zones), local);
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
function nextDay({ schedule, table, launchAt }: SlotQuestion, zones: PersonZones, past: ChosenTime): ChosenTime {
  const zone = clockOf(zones);
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

function intoWindow({ schedule, table }: SlotQuestion, zones: PersonZones, chosen: ChosenTime): SlotPlan {
  const zone = zones.person;
  const dueAt = opensFor(schedule.window, table, zone, chosen.at);
  if (dueAt !== chosen.at && schedule.outsideWindow === 'skip') {
    return { kind: 'skip', reason: 'outsideWindow', earliestAt: dueAt };
  }
  return {
    kind: 'slot',
    dueAt,
    lastAt: latestLeave(schedule, table, zone, dueAt),
    local: zone === null ? null : table.localWithOffset(zone, dueAt),
    note: zones.isFallback ? 'fallback' : chosen.note,
    zone,
  };
}
