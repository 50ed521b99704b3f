import { ZONE_AT_START } from './prepare-process.ts';

/** Entry of `npm start`: the practice journey in the terminal, until the screens are there. */
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
