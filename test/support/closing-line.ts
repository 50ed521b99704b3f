/** What a test run came to. */
export type Tally = {
  readonly passed: number;
  /** Failed tests, broken files and stray errors. */
  readonly failed: number;
  /** Tests left out, or never reached because the run was broken off. */
  readonly skipped: number;
  /** Whether the runner itself calls the run a success. */
  readonly wentWell: boolean;
};

/**
 * The last line of every test run, e.g. `55 passed, 0 failed`; `, 2 skipped` follows only when some were.
 *
 * Plain text on every terminal. A run that did not go well never reads `0 failed`: at least one failure is counted.
 */
export function closingLine({ passed, failed, skipped, wentWell }: Tally): string {
  const counted = wentWell ? failed : Math.max(failed, 1);
  const line = `${passed} passed, ${counted} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
