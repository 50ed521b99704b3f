/**
 * Where the clock, timers and randomness of the machine may be read. Everywhere else they are handed in (DESIGN 2:
 * "nothing else in it reads the time, draws a number or opens a socket"), so that a test can hold them still.
 */
export type AmbientPlace = {
  /** Folder or file, from the project root. */
  readonly path: string;
  /** Why it may. */
  readonly because: string;
};

/** Every place that may; a new line here needs a reason that holds in review. */
export const AMBIENT_PLACES: readonly AmbientPlace[] = [
  { path: 'electron/host', because: 'implements Clock and Random for the engine' },
  { path: 'electron/cli/sundial.ts', because: 'entry file: hands clock and randomness on' },
  { path: 'electron/cli/journey.ts', because: 'entry file: hands clock and randomness on' },
  { path: 'electron/practice/practice-process.ts', because: 'entry file of its own process' },
  { path: 'renderer', because: 'screens live in real time; every instant they show comes from the engine' },
  { path: 'test', because: 'tests drive real processes and measure them' },
];
