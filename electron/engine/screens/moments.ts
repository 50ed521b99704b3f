import type { EngineParts } from '#engine/engine-parts.ts';
import type { UseCaseContext } from '#engine/use-cases/use-case.ts';
import type { Moment, WallClock } from '#shared/contract/moment.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';

/** Key of the zone in which screens show "here"; not set = this computer's. */
export const HERE_ZONE_SETTING = 'screen.hereZone';

/** Says instants on the clock here and, where a zone is given, on the clock there (DESIGN 5). */
export type MomentTeller = (at: EpochMs, zone: string | null) => Moment;

/** Makes a teller for many instants: the zone that counts as "here" is looked up once. */
export async function momentTeller(context: Pick<UseCaseContext, 'parts' | 'services'>): Promise<MomentTeller> {
  const { parts } = context;
  const here = await hereZone(context);
  return (at, zone) => {
    const there = parts.zones.identify(zone);
    return {
      at,
      here: wallClock(parts, here, at),
      there: there.kind === 'known' ? wallClock(parts, there.zone, at) : null,
    };
  };
}

/** One instant; see {@link momentTeller} for many. */
export async function momentOf(
  context: Pick<UseCaseContext, 'parts' | 'services'>,
  at: EpochMs,
  zone: string | null,
): Promise<Moment> {
  return (await momentTeller(context))(at, zone);
}

/** The zone of whoever looks at the screen: the one they chose, else this computer's, else UTC, which is then said by its name. */
export async function hereZone({ parts, services }: Pick<UseCaseContext, 'parts' | 'services'>): Promise<IanaZone> {
  const chosen = parts.zones.identify(await parts.store.read('setting.read', { key: HERE_ZONE_SETTING }));
  if (chosen.kind === 'known') return chosen.zone;
  const machine = parts.zones.identify(services.machineZone());
  return machine.kind === 'known' ? machine.zone : ('Etc/UTC' as IanaZone); // in every release of the zone table
}

function wallClock({ zones }: EngineParts, zone: IanaZone, at: EpochMs): WallClock {
  return {
    local: zones.localAt(zone, at),
    offsetMinutes: Math.round(zones.offsetSecondsAt(zone, at) / 60),
    zone,
  };
}
