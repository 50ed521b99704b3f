import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ZONE_AT_START } from '#cli/prepare-process.ts';
import type { Clock } from '#engine/ports.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
/** A desktop app that ends badly within this time never opened: a library or the display is missing. In ms, Sundial's choice. */
const START_MS = 5_000;
/** How long it may take to end in good order, in ms. */
const STOP_MS = 15_000;

/** How the desktop app ended. */
export type DesktopEnd =
  | { readonly kind: 'ended'; readonly code: number }
  | { readonly kind: 'broke'; readonly because: string };

/** Runs the desktop app until it ends; the signal asks it to. */
export async function runDesktop(
  program: string,
  words: readonly string[],
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<DesktopEnd> {
  const startedAtMs = clock.monotonicMs();
  const child = spawn(program, [PROJECT, ...sandboxWords(), ...words], { stdio: 'inherit', env: environment() });
  const exit = new Promise<string | number>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, killedBy) => resolve(code ?? killedBy ?? 'no code'));
  });
  const ended = new AbortController();
  const stop = (): void => {
    child.kill('SIGTERM');
    void clock.sleep(STOP_MS, ended.signal).then(() => child.exitCode === null && child.kill('SIGKILL'));
  };
  signal.addEventListener('abort', stop, { once: true });
  const code = await exit;
  signal.removeEventListener('abort', stop);
  ended.abort();
  if (code === 0 || signal.aborted) return { kind: 'ended', code: 0 };
  if (clock.monotonicMs() - startedAtMs < START_MS) return { kind: 'broke', because: `it ended with ${code}` };
  return { kind: 'ended', code: 1 };
}

/** As it was when this was started: the app shows this computer's own clock, and only its engine runs in UTC. */
function environment(): NodeJS.ProcessEnv {
  return { ...process.env, TZ: ZONE_AT_START }; // where it was not set, none is handed on
}

/** As root, as in a container, Chromium's own sandbox refuses to start. */
function sandboxWords(): readonly string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
