/** One second in milliseconds. */
export const SECOND = 1_000;
/** One minute in milliseconds. */
export const MINUTE = 60 * SECOND;
/** One hour in milliseconds. */
export const HOUR = 60 * MINUTE;
/** 24 hours in milliseconds: elapsed time, not a calendar day. */
export const DAY = 24 * HOUR;
/** 7 × 24 hours in milliseconds: elapsed time, not a calendar week. */
export const WEEK = 7 * DAY;
