import { BugError } from '#shared/lang/bug-error.ts';
import { runEngineProcess } from './run-engine-process.ts';

/** Entry of the engine's process, which main starts by `utilityProcess`. Files of the data folder are private. */
process.umask(0o077);
const main: Electron.ParentPort | undefined = process.parentPort;
if (main === undefined) throw new BugError('The engine of the desktop app was started outside of it.');
runEngineProcess(main);
