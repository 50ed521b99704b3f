import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the package stands; it is never imported in Node, since it would fetch by itself and without end. */
const PACKAGE = fileURLToPath(new URL('../../node_modules/electron/', import.meta.url));
/** Longest time for fetching it (issue 3, `npm start`). */
const FETCH_MS = 15_000;

/** The path of Electron's program; `null` = it was not fetched yet, or not whole. */
export function electronProgram(): string | null {
  const named = join(PACKAGE, 'path.txt');
  if (!existsSync(named)) return null;
  const program = join(PACKAGE, 'dist', readFileSync(named, 'utf8').trim());
  return existsSync(program) ? program : null;
}

/** Fetches Electron's program by the package's own script; `null` when that fails or takes too long. */
export async function fetchElectron(signal: AbortSignal): Promise<string | null> {
  const script = join(PACKAGE, 'install.js');
  if (!existsSync(script)) return null;
  const fetching = spawn(process.execPath, [script], {
    stdio: 'ignore',
    timeout: FETCH_MS,
    killSignal: 'SIGKILL',
    signal,
  });
  fetching.on('error', () => undefined); // ended by the signal; nothing was fetched then
  await once(fetching, 'close');
  return electronProgram();
}
