import type { Random } from '#engine/ports.ts';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import { HOUR } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { localWindow } from '#shared/time/window.ts';
import { pick } from './sim-people.ts';

/**
 * A schedule drawn from a seed, with every policy of the campaign file in play. Times lie around the clock changes of the zones,
 * or are those of the campaign before on the next day, so that the cool-down ends just after the slot.
 */
export function drawSchedule(
  random: Random,
  wallNow: EpochMs,
  before: CampaignSchedule['time'] | null,
): CampaignSchedule {
  const isLate = random.next() < 0.4;
  return {
    time: before !== null && random.next() < 0.5 ? dayAfter(before) : drawTime(random, wallNow),
    zone: random.next() < 0.8 ? 'recipient' : 'Europe/Rome',
    alreadyPast: pick(['nextDay', 'now', 'skip'] as const, random),
    unknownZone: pick(['skip', 'Europe/Rome'], random),
    lateMinutes: pick([1, 30, 60, 300], random),
    late: isLate ? 'nextWindow' : 'missed',
    onConflict: pick(['move', 'skip'] as const, random),
    outsideWindow: pick(['nextWindow', 'skip'] as const, random),
    window: pick(
      [localWindow(9 * 60, 20 * 60), localWindow(9 * 60, 20 * 60), localWindow(22 * 60, 6 * 60), null],
      random,
    ),
  };
}

function drawTime(random: Random, wallNow: EpochMs): CampaignSchedule['time'] {
  const lot = random.next();
  if (lot < 0.15) return { kind: 'now' };
  if (lot < 0.3) return { kind: 'instant', at: addMs(wallNow, Math.floor(random.next() * 20) * HOUR) };
  const date = new Date(wallNow + Math.floor(random.next() * 3) * 24 * HOUR).toISOString().slice(0, 10);
  return { kind: 'local', date, time: pick(['02:30', '01:30', '09:00', '10:00', '12:15', '19:59', '23:30'], random) };
}

function dayAfter(before: CampaignSchedule['time']): CampaignSchedule['time'] {
  if (before.kind === 'now') return before;
  if (before.kind === 'instant') return { kind: 'instant', at: addMs(before.at, 24 * HOUR) };
  const next = new Date(Date.parse(`${before.date}T00:00:00Z`) + 24 * HOUR);
  return { ...before, date: next.toISOString().slice(0, 10) };
}
