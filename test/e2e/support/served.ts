import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(import.meta.resolve('#cli/sundial.ts'));

/** What runs now. A test that is broken off must not leave it behind. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A real `sundial serve`, in a process of its own. */
export interface Served {
  /** Its one-time address. */
  readonly address: string;
  readonly port: number;
  /** Ends it in good order; resolves with its exit code. */
  readonly stop: () => Promise<number | null>;
  /** Ends it as a crash would. */
  readonly kill: () => Promise<void>;
}

/** Starts `sundial serve` on a data folder. @param port - 0 = a free one. */
export async function serveWorkspace(folder: string, port = 0): Promise<Served> {
  const words = ['serve', '--json', '--no-open', '--port', String(port), '--workspace', folder];
  const child = spawn(process.execPath, [ENTRY, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TZ: 'Europe/Rome' },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const first = await firstLine(child);
  return {
    address: first.address,
    port: first.port,
    stop: () => end(child, 'SIGTERM'),
    kill: async () => {
      await end(child, 'SIGKILL');
    },
  };
}

async function firstLine(child: ChildProcess): Promise<{ readonly address: string; readonly port: number }> {
  if (child.stdout === null) throw new Error('The process has no output.');
  const lines = createInterface({ input: child.stdout });
  const line = once(lines, 'line') as Promise<[string]>; // a line of readline is one text
  const gone = once(child, 'exit').then(() => Promise.reject(new Error('"sundial serve" ended before it served.')));
  gone.catch(() => undefined); // told by the race, if it matters
  const [text] = await Promise.race([line, gone]);
  const value = JSON.parse(text) as { readonly address?: string; readonly port?: number }; // what serve --json prints
  if (value.address === undefined || value.port === undefined) throw new Error(`"sundial serve" says: ${text}`);
  return { address: value.address, port: value.port };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  const [code] = (await ended) as [number | null];
  return code;
}
