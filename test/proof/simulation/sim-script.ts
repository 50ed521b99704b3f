import type { Random } from '#engine/ports.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#shared/time/duration.ts';
import type { KillSpot } from './sim-life.ts';
import { KILL_SPOTS } from './sim-life.ts';
import { pick } from './sim-people.ts';

/** Something that happens to the engine, the computer or the platform. */
export type MachineAction =
  | { readonly kind: 'kill'; readonly spot: KillSpot; readonly count: number; readonly awayMs: number }
  | { readonly kind: 'stop'; readonly awayMs: number }
  | { readonly kind: 'sleep'; readonly forMs: number; readonly isSteadyStill: boolean }
  | { readonly kind: 'skew'; readonly ms: number; readonly forMs: number }
  | { readonly kind: 'throttle'; readonly forMs: number }
  | { readonly kind: 'down'; readonly forMs: number }
  | { readonly kind: 'diskFull'; readonly forMs: number }
  | { readonly kind: 'faults'; readonly rate: number; readonly forMs: number };

/** Something that a person does. */
export type PersonAction =
  | { readonly kind: 'launch' }
  | { readonly kind: 'pause'; readonly forMs: number }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'personStops' }
  | { readonly kind: 'newerList' };

/** Something that happens in a world. */
export type SimAction = MachineAction | PersonAction;

const PERSON_KINDS: ReadonlySet<string> = new Set<PersonAction['kind']>([
  'launch',
  'pause',
  'cancel',
  'personStops',
  'newerList',
]);

/** Whether a person does it. */
export function isPersonAction(action: SimAction): action is PersonAction {
  return PERSON_KINDS.has(action.kind);
}

/** An action and when it happens, in milliseconds of true time after the start. */
export interface TimedAction {
  readonly atMs: number;
  readonly action: SimAction;
}

/** How often each kind happens, as lots in a bowl. */
const LOTS: readonly (readonly [number, (random: Random) => SimAction])[] = [
  [
    12,
    (random) => ({ kind: 'kill', spot: pick(KILL_SPOTS, random), count: 1 + whole(4, random), awayMs: away(random) }),
  ],
  [3, (random) => ({ kind: 'stop', awayMs: away(random) })],
  [3, (random) => ({ kind: 'sleep', forMs: between(MINUTE, 9 * HOUR, random), isSteadyStill: random.next() < 0.5 })],
  [2, (random) => ({ kind: 'skew', ms: skew(random), forMs: between(10 * MINUTE, 3 * HOUR, random) })],
  [3, (random) => ({ kind: 'throttle', forMs: between(20 * SECOND, 20 * MINUTE, random) })],
  [4, (random) => ({ kind: 'down', forMs: between(20 * SECOND, 40 * MINUTE, random) })],
  [2, (random) => ({ kind: 'diskFull', forMs: between(5 * SECOND, 5 * MINUTE, random) })],
  [10, (random) => ({ kind: 'faults', rate: 0.2 + random.next() * 0.7, forMs: between(MINUTE, 2 * HOUR, random) })],
  [1, (random) => ({ kind: 'pause', forMs: between(SECOND, 2 * HOUR, random) })],
  [1, () => ({ kind: 'cancel' })],
  [2, () => ({ kind: 'personStops' })],
  [1, () => ({ kind: 'newerList' })],
];

/** One trouble or deed of a person, drawn by how often each happens. */
export function drawTrouble(random: Random): SimAction {
  return pick(ALL_LOTS, random)(random);
}

/**
 * What happens in one world whenever it may be, drawn from its seed: campaigns launched on the way, and some trouble at any hour. More
 * of it gathers around the instants at which messages leave, see {@link drawTrouble}.
 */
export function writeScript(random: Random, days: number): readonly TimedAction[] {
  const launches = Array.from({ length: 2 + whole(days, random) }, (_, nth) => ({
    atMs: nth === 0 ? MINUTE : between(HOUR, days * DAY * 0.8, random),
    action: { kind: 'launch' } as const,
  }));
  const troubles = Array.from({ length: 3 * days }, () => ({
    atMs: between(2 * MINUTE, days * DAY, random),
    action: drawTrouble(random),
  }));
  return [...launches, ...troubles].toSorted((a, b) => a.atMs - b.atMs);
}

const ALL_LOTS = LOTS.flatMap(([count, make]) => Array.from({ length: count }, () => make));

/** A whole number below `below`. */
function whole(below: number, random: Random): number {
  return Math.floor(random.next() * below);
}

/** A whole number of milliseconds; short ones are as likely as long ones. */
function between(least: number, most: number, random: Random): number {
  return Math.floor(least * (most / least) ** random.next());
}

function away(random: Random): number {
  return random.next() < 0.8 ? between(SECOND, MINUTE, random) : between(MINUTE, 5 * HOUR, random);
}

/** A clock set wrong: mostly by less than the platform forgives, sometimes by hours or days. */
function skew(random: Random): number {
  const sign = random.next() < 0.5 ? -1 : 1;
  return random.next() < 0.5 ? sign * whole(4 * MINUTE, random) : sign * between(6 * MINUTE, 3 * DAY, random);
}
