import { ZONE_AT_START } from './prepare-process.ts';

/** Entry of `npm run journey`: the practice journey in the terminal. */
const [{ playJourney, READING_MS }, { openSystemIo }, { openSystemClock }] = await Promise.all([
  import('./practice-journey.ts'),
  import('./system-io.ts'),
  import('#host/system-clock.ts'),
]);
process.exitCode = await playJourney({
  io: openSystemIo(ZONE_AT_START),
  clock: openSystemClock(),
  readingMs: READING_MS,
});
