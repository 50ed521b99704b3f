import { ZONE_AT_START } from '#cli/prepare-process.ts';

/** Entry of `npm start`. Everything else is loaded after the process was set right. */
const [{ startSundial }, { openSystemIo }, { openSystemClock }] = await Promise.all([
  import('./start-sundial.ts'),
  import('#cli/system-io.ts'),
  import('#host/system-clock.ts'),
]);
process.exitCode = await startSundial({
  io: openSystemIo(ZONE_AT_START),
  clock: openSystemClock(),
  words: process.argv.slice(2),
});
