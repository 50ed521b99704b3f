import { ZONE_AT_START } from './prepare-process.ts';

/** Entry of `npm start`: the practice journey in the terminal, until the screens are there. */
const [{ playJourney }, { openSystemIo }, { openSystemClock }] = await Promise.all([
  import('./practice-journey.ts'),
  import('./system-io.ts'),
  import('#host/system-clock.ts'),
]);
process.exitCode = await playJourney(openSystemIo(ZONE_AT_START), openSystemClock());
