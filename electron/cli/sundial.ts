import { ZONE_AT_START } from './prepare-process.ts';

/** Entry of the terminal. Everything else is loaded after the process was set right. */
const [{ runCli }, { openSystemIo }, { openSystemClock }] = await Promise.all([
  import('./run-cli.ts'),
  import('./system-io.ts'),
  import('#host/system-clock.ts'),
]);
process.exitCode = await runCli(process.argv.slice(2), openSystemIo(ZONE_AT_START), openSystemClock());
