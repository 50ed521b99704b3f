import { SECOND } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';

/**
 * The line in which an account's messages leave, one after another at its pace (DESIGN 6.7).
 *
 * Instants are counted in parts of a millisecond, `pacePerSecond` of them, so that every message takes a whole number of parts and
 * no rounding adds up.
 */
export interface PaceLine {
  readonly pacePerSecond: number;
  /** First instant, in parts, at which the next message may leave. */
  readonly freeAtParts: number;
}

/** Messages that become due together and may leave equally late. */
export interface DueGroup {
  readonly dueAt: EpochMs;
  /** Latest instant at which they may leave; `null` = they are not this plan's and always fit. */
  readonly lastAt: EpochMs | null;
  readonly count: number;
}

/** How a group leaves. */
export interface DrainedGroup {
  /** When its first message leaves, in parts; see {@link leavesAt}. */
  readonly startParts: number;
  /** How many of it leave in time; the others do not leave and take no place in the line. */
  readonly fits: number;
}

/** A line in which nobody stands before `from`. */
export function openLine(pacePerSecond: number, from: EpochMs): PaceLine {
  return { pacePerSecond, freeAtParts: from * pacePerSecond };
}

/** Puts a group at the end of the line. Groups come in the order in which they are due. */
export function drainGroup(
  line: PaceLine,
  group: DueGroup,
): { readonly drained: DrainedGroup; readonly line: PaceLine } {
  const { pacePerSecond } = line;
  const startParts = Math.max(group.dueAt * pacePerSecond, line.freeAtParts);
  const room = group.lastAt === null ? group.count : placesUntil(group.lastAt, startParts, pacePerSecond);
  const fits = Math.min(group.count, room);
  const freeAtParts = fits === 0 ? line.freeAtParts : startParts + fits * SECOND;
  return { drained: { startParts, fits }, line: { pacePerSecond, freeAtParts } };
}

/** When the message at place `rank` (0 = first) of a group leaves, in whole milliseconds, rounded down. */
export function leavesAt(startParts: number, rank: number, pacePerSecond: number): EpochMs {
  return Math.floor((startParts + rank * SECOND) / pacePerSecond) as EpochMs; // parts of whole instants, rounded to one
}

function placesUntil(lastAt: EpochMs, startParts: number, pacePerSecond: number): number {
  const endParts = (lastAt + 1) * pacePerSecond;
  return startParts >= endParts ? 0 : Math.floor((endParts - 1 - startParts) / SECOND) + 1;
}
