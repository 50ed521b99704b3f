import { z } from 'zod';
import { entriesOf } from '#engine/calendar/calendar-entries.ts';
import { meetingsOf, type Span } from '#engine/calendar/meetings.ts';
import { openPlan } from '#engine/planner/planner.ts';
import { hereZone, momentTeller } from '#engine/screens/moments.ts';
import type { CampaignSlots } from '#engine/store/operations/calendar.ts';
import { type CalendarEntry, type Contention, type Meeting, MOST_DAYS } from '#shared/contract/calendar.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { DAY } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { addDays, type LocalDate, parseLocalDate } from '#shared/time/local-date.ts';
import type { LocalDateTime } from '#shared/time/local-date-time.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import { findCampaign } from './find-campaign.ts';
import { documentUseCase } from './use-case.ts';

/** What goes out on which day here, and which campaigns meet. */
export const readCalendar = documentUseCase({
  input: z.strictObject({ from: z.string(), days: z.int().min(1).max(MOST_DAYS) }),
  run: async (input, context) => {
    const { parts } = context;
    const day = needDate(input.from);
    const zone = await hereZone(context);
    const tell = await momentTeller(context);
    const from = startOf(day, zone, parts.zones);
    const until = startOf(addDays(day, input.days), zone, parts.zones);
    // A day more on both sides, so that a meeting across the edge is seen.
    const around = { from: addMs(from, -DAY), until: addMs(until, DAY) };
    const found = await parts.store.read('calendar.between', around);
    const spans: Span[] = [];
    const entries: CalendarEntry[] = [];
    for (const planned of found) {
      const draftAt = planned.campaign.state === 'draft' ? draftInstant(planned, zone, parts.zones) : null;
      const span = spanOf(planned, draftAt);
      if (span === null || span.until < around.from || span.from >= around.until) continue;
      spans.push(span);
      const ofDays = entriesOf(planned, draftAt, tell);
      entries.push(...ofDays.filter((entry) => entry.day >= day && entry.day < addDays(day, input.days)));
    }
    const today = tell(parts.ports.clock.now(), null).here.local.slice(0, 10);
    const meetings: readonly Meeting[] = meetingsOf(spans);
    return { today, entries: entries.toSorted((a, b) => a.from.at - b.from.at), meetings: [...meetings] };
  },
});

/** What meeting others does to one campaign: counted in its rows once launched, else in a plan made now. */
export const readContention = documentUseCase({
  input: z.strictObject({ campaign: z.string() }),
  run: async (input, { parts, signal }): Promise<Contention> => {
    const { id, state } = await findCampaign(parts, input.campaign);
    if (state !== 'draft') return parts.store.read('calendar.contention', { id }, { lane: 'bulk', signal });
    const plan = await openPlan(parts, id, parts.ports.clock.now(), { signal });
    try {
      const { moved, byReason } = plan.summary;
      return { moved, skipped: (byReason['otherCampaign'] ?? 0) + (byReason['personDaily'] ?? 0) };
    } finally {
      await plan.close();
    }
  },
});

function needDate(text: string): LocalDate {
  const date = parseLocalDate(text);
  if (date !== null) return date;
  throw refuse('dateUnknown', { text }, { where: 'from' });
}

function startOf(day: LocalDate, zone: IanaZone, zones: ZoneTable): EpochMs {
  return zones.resolveLocal(zone, `${day}T00:00:00` as LocalDateTime).at; // a date with a time is one
}

/** When a draft would leave for somebody here; `null` = as soon as it is launched, so on no day yet. */
function draftInstant({ campaign }: CampaignSlots, here: IanaZone, zones: ZoneTable): EpochMs | null {
  const { time, zone } = campaign.schedule;
  if (time.kind === 'now') return null;
  if (time.kind === 'instant') return time.at;
  const named = zones.identify(zone);
  const local = `${time.date}T${time.time.slice(0, 5)}:00` as LocalDateTime; // checked when the draft was saved
  return zones.resolveLocal(named.kind === 'known' ? named.zone : here, local).at;
}

function spanOf(planned: CampaignSlots, draftAt: EpochMs | null): Span | null {
  if (draftAt !== null) return { planned, from: draftAt, until: draftAt };
  const [first] = planned.slots;
  const last = planned.slots.at(-1);
  return first === undefined || last === undefined ? null : { planned, from: first.dueAt, until: last.dueAt };
}
