import { type EpochMs, parseIso } from '#shared/time/instant.ts';
import type { Invocation } from './command.ts';
import { loadZones } from './zones.ts';

/** Says times with whose clock they are on. */
export interface TimeTeller {
  /** `Fri 27 Nov 2026, 05:15 here`; in UTC, and said so, when this computer's zone is not known. */
  readonly here: (iso: string | null) => string;
  /** As `here`; `past` for what is past already. */
  readonly from: (iso: string, past: 'now' | 'now on') => string;
  /** `Fri 27 Nov, 10:00 in Kathmandu, 05:15 here`; the day here is said where it is another one. */
  readonly there: (iso: string, zone: string) => string;
}

/** Makes a teller from the shipped zone table and this computer's zone. */
export function createTimeTeller(invocation: Invocation): TimeTeller {
  const zones = loadZones();
  const machine = zones.identify(invocation.io.machineZone());
  const clockOf = (at: EpochMs, zoneText: string | null): Wall => {
    const identity = zoneText === null ? machine : zones.identify(zoneText);
    if (identity.kind !== 'known') return { day: dayOf(toUtc(at)), time: toUtc(at).slice(11, 16), whose: 'UTC' };
    const local = zones.localAt(identity.zone, at);
    return {
      day: dayOf(local),
      time: local.slice(11, 16),
      whose: zoneText === null ? 'here' : `in ${placeOf(identity.zone)}`,
    };
  };
  const here = (iso: string | null): string => {
    const at = iso === null ? null : parseIso(iso);
    if (at === null) return 'not known';
    const wall = clockOf(at, null);
    return `${wall.day}, ${wall.time} ${wall.whose}`;
  };
  return {
    here,
    from: (iso, past) => ((parseIso(iso) ?? Number.POSITIVE_INFINITY) <= invocation.clock.now() ? past : here(iso)),
    there: (iso, zone) => {
      const at = parseIso(iso);
      if (at === null) return 'not known';
      const theirs = clockOf(at, zone);
      const ours = clockOf(at, null);
      const ownDay = ours.day === theirs.day ? '' : `${withoutYear(ours.day)} `;
      return `${withoutYear(theirs.day)}, ${theirs.time} ${theirs.whose}, ${ownDay}${ours.time} ${ours.whose}`;
    },
  };
}

interface Wall {
  readonly day: string;
  readonly time: string;
  readonly whose: string;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Fri 27 Nov 2026` of a wall-clock text that begins with the date. */
function dayOf(local: string): string {
  const [year = '', month = '', day = ''] = local.slice(0, 10).split('-');
  const weekday = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay();
  return `${DAYS[weekday] ?? ''} ${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

/** Where the year can only be this one or the next. */
function withoutYear(day: string): string {
  return day.slice(0, -5);
}

function toUtc(at: EpochMs): string {
  return new Date(at).toISOString();
}

/** The last part of a zone's name, as people call the place: `Asia/Kathmandu` → `Kathmandu`. */
function placeOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
