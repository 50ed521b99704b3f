import { SECOND } from '#shared/time/duration.ts';

/** The platform's own limit for text, calls a second on one account (META-API 5). */
export const PLATFORM_PACE = 300;
/** Sends leave in slices this far apart, so that a second holds no burst (Sundial's choice). */
export const SLICE_MS = 25;
/** A claim holds at most this much of the pace (DESIGN 6.1). */
export const GROUP_MS = 250;
/** Above this usage the pace is halved (RELIABILITY B-30). */
const HIGH_USAGE_PERCENT = 80;
/** A usage header older than this says nothing any more: the platform counts in minutes (Sundial's choice). */
const USAGE_FORGOTTEN_MS = 60 * SECOND;

/** Pace of one account as a value: when the next call may leave, in milliseconds of the clock that never steps. */
export interface Pace {
  /** Calls a second; `Infinity` only in measurements. */
  readonly perSecond: number;
  readonly nextAtMs: number;
  /** Highest usage told lately, with when. */
  readonly usagePercent: number;
  readonly usageAtMs: number;
}

/** A pace nothing has used yet. */
export function newPace(perSecond: number): Pace {
  return { perSecond, nextAtMs: Number.NEGATIVE_INFINITY, usagePercent: 0, usageAtMs: Number.NEGATIVE_INFINITY };
}

/** The account setting as a pace: never above the platform's own limit (DESIGN 6.7). */
export function allowedPace(settingPerSecond: number): number {
  return Math.min(settingPerSecond, PLATFORM_PACE);
}

/** Calls a second right now: the setting, halved while the usage headers are above 80 %. */
export function currentPerSecond(pace: Pace, nowMs: number): number {
  const isHigh = pace.usagePercent > HIGH_USAGE_PERCENT && nowMs - pace.usageAtMs < USAGE_FORGOTTEN_MS;
  return isHigh ? pace.perSecond / 2 : pace.perSecond;
}

/** Milliseconds until the next call may leave; 0 = now. */
export function waitMs(pace: Pace, nowMs: number): number {
  return Math.max(0, pace.nextAtMs - nowMs);
}

/**
 * Takes `calls` out of the budget at an instant. A slice that left late may be made up for by at most one slice, so the pace holds
 * over every second without losing what timers lose.
 */
export function take(pace: Pace, nowMs: number, calls: number): Pace {
  const from = Math.max(pace.nextAtMs, nowMs - SLICE_MS);
  return { ...pace, nextAtMs: from + (calls * SECOND) / currentPerSecond(pace, nowMs) };
}

/** Notes a usage header. */
export function noteUsage(pace: Pace, nowMs: number, usagePercent: number): Pace {
  if (usagePercent <= 0) return pace;
  return { ...pace, usagePercent, usageAtMs: nowMs };
}

/** Calls of one slice: what 25 ms of the pace hold, at least one. */
export function sliceSize(pace: Pace, nowMs: number): number {
  return sizeOf(currentPerSecond(pace, nowMs), SLICE_MS);
}

/** Most deliveries of one claim: what 250 ms of the pace hold, at least one (DESIGN 6.1). */
export function groupSize(pace: Pace, nowMs: number): number {
  return sizeOf(currentPerSecond(pace, nowMs), GROUP_MS);
}

function sizeOf(perSecond: number, spanMs: number): number {
  return Math.max(1, Math.floor((perSecond * spanMs) / SECOND));
}
