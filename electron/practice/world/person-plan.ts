import { DAY, HOUR, MINUTE } from '#shared/time/duration.ts';
import { type EpochMs, epochMs } from '#shared/time/instant.ts';
import { dealtCard, draw, drawInteger } from './seeded-draw.ts';
import { FAMILY_NAMES, GIVEN_NAMES, ODD_ZONES, TOPICS, ZONES } from './world-names.ts';

/** A token of the seeded world. Instants; `null` = never or not given. */
export type PlannedToken = {
  readonly topic: string;
  readonly frequency: 'WEEKLY' | 'MONTHLY' | null;
  readonly state: 'active' | 'stopped';
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly refreshed: boolean;
  readonly reoptin: boolean;
  readonly lastAcceptedAt: EpochMs | null;
};

/** A person of the seeded world with at least one token. */
export type PlannedPerson = {
  readonly name: string;
  /** As a tool wrote it: an IANA zone, something odd, `UTC`, or nothing (`null`). */
  readonly zone: string | null;
  readonly blocked: boolean;
  readonly lastInboundAt: EpochMs | null;
  readonly tokens: readonly PlannedToken[];
};

/** One person in a hundred each, except where a range is given; about nine in ten tokens can be sent to (DESIGN 8). */
type Kind = 'stopped' | 'blocked' | 'expired' | 'justSent' | 'weekly' | 'monthly' | 'several' | 'plain';

/** Upper bounds on the deck of 100 cards, in order. */
const KINDS: readonly (readonly [number, Kind])[] = [
  [3, 'stopped'],
  [5, 'blocked'],
  [7, 'expired'],
  [9, 'justSent'],
  [11, 'weekly'],
  [13, 'monthly'],
  [23, 'several'],
  [100, 'plain'],
];

/** Expiry that tokens carry since they do not expire any more: the first instant of 2038 (META-API 2.2, sample). */
export const FAR_EXPIRY = epochMs(Date.UTC(2038, 0, 1));

/** The last instant at which old frequencies were given out (seeds/004: 31 January or 2 February 2023). */
const LEGACY_END = Date.UTC(2023, 0, 31);

/** The person number `index` (from 0) of a world; `start` is the instant at which the world begins. */
export function planPerson(seed: number, index: number, start: EpochMs): PlannedPerson {
  const card = dealtCard(100, seed, index, 1);
  const kind = KINDS.find(([below]) => card < below)?.[1] ?? 'plain';
  const several = kind === 'several' ? 2 + drawInteger(2, seed, index, 2) : 1;
  return {
    name: nameOf(seed, index),
    zone: zoneOf(seed, index, card),
    blocked: kind === 'blocked',
    lastInboundAt: inboundAt(seed, index, start),
    tokens: Array.from({ length: several }, (_, nth) => planToken(seed, index, nth, { kind, start })),
  };
}

function nameOf(seed: number, index: number): string {
  const given = GIVEN_NAMES[drawInteger(GIVEN_NAMES.length, seed, index, 3)];
  const family = FAMILY_NAMES[drawInteger(FAMILY_NAMES.length, seed, index, 4)];
  return `${given} ${family}`;
}

/** Three in a hundred have no zone, `UTC` or something odd; the rest one of the list, each equally often. */
function zoneOf(seed: number, index: number, card: number): string | null {
  if (card === 23) return null;
  if (card === 24) return 'UTC';
  if (card === 25) return ODD_ZONES[Math.floor(index / 100) % ODD_ZONES.length] ?? null;
  return ZONES[dealtCard(ZONES.length, seed, index, 2)] ?? null;
}

/** One in four wrote within the last 20 hours, so that opt-in cards can be tried; most of the others some time ago. */
function inboundAt(seed: number, index: number, start: EpochMs): EpochMs | null {
  const lot = draw(seed, index, 5);
  if (lot < 0.25) return ago(start, 5 * MINUTE + lot * 4 * 20 * HOUR);
  return lot < 0.9 ? ago(start, 2 * DAY + lot * 300 * DAY) : null;
}

function planToken(
  seed: number,
  index: number,
  nth: number,
  about: { readonly kind: Kind; readonly start: EpochMs },
): PlannedToken {
  const { kind, start } = about;
  const lot = (what: number): number => draw(seed, index, nth, what);
  const legacy = kind === 'weekly' || kind === 'monthly' || kind === 'expired';
  const createdAt = legacy
    ? ago(Math.min(LEGACY_END, start), lot(6) * 200 * DAY)
    : ago(start, DAY + lot(6) * 600 * DAY);
  const refreshed = !legacy && lot(7) < 0.2;
  return {
    topic: TOPICS[(drawInteger(TOPICS.length, seed, index, 8) + nth) % TOPICS.length] ?? TOPICS[0],
    frequency: kind === 'weekly' ? 'WEEKLY' : kind === 'monthly' ? 'MONTHLY' : null,
    state: kind === 'stopped' ? 'stopped' : 'active',
    createdAt,
    updatedAt: refreshed ? epochMs(Math.floor(createdAt + (start - createdAt) * 0.5)) : createdAt,
    expiresAt: kind === 'expired' ? ago(start, DAY + lot(9) * 100 * DAY) : FAR_EXPIRY,
    refreshed,
    reoptin: kind !== 'stopped' && lot(10) < 0.97,
    lastAcceptedAt: acceptedAt(kind, start, createdAt, lot),
  };
}

/** Six in ten have had a message, all but the people of kind `justSent` more than two days ago. */
function acceptedAt(kind: Kind, start: EpochMs, createdAt: EpochMs, lot: (what: number) => number): EpochMs | null {
  if (kind === 'justSent') return ago(start, HOUR + lot(11) * 20 * HOUR);
  const at = ago(start, 2 * DAY + lot(12) * 60 * DAY);
  return lot(13) < 0.6 && at > createdAt ? at : null;
}

/** A whole second, `beforeMs` before an instant. */
function ago(instant: number, beforeMs: number): EpochMs {
  return epochMs(Math.floor((instant - beforeMs) / 1_000) * 1_000);
}
