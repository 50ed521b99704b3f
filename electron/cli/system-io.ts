import type { CliIo } from './cli-io.ts';

/** The terminal of this process. A reader that goes away (`| head`) ends the command quietly, as it does for other programs. */
export function openSystemIo(zoneAtStart: string | undefined): CliIo {
  const stopping = new AbortController();
  let isReaderGone = false;
  const stop = (): void => stopping.abort(new DOMException('Asked to stop.', 'AbortError'));
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      isReaderGone = true;
      stop();
    });
  }
  return {
    write: (text) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      // A reader that has gone calls back with an error; the stream's own handler above ends the command.
      process.stdout.write(text, () => resolve());
      return promise;
    },
    writeError: (text) => void process.stderr.write(text),
    readInput: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array)); // stdin without an encoding gives bytes
      return Buffer.concat(chunks).toString('utf8');
    },
    onEnter: (listener, signal) => {
      const listen = (chunk: Buffer): void => {
        if (chunk.includes('\n')) listener();
      };
      process.stdin.on('data', listen);
      const end = (): void => {
        process.stdin.off('data', listen);
        process.stdin.pause();
      };
      signal.addEventListener('abort', end, { once: true });
    },
    isTerminal: { input: process.stdin.isTTY, output: process.stdout.isTTY, error: process.stderr.isTTY },
    columns: process.stderr.columns ?? 80,
    cwd: process.env['INIT_CWD'] ?? process.cwd(),
    env: process.env,
    signal: stopping.signal,
    isReaderGone: () => isReaderGone,
    machineZone: () => machineZone(zoneAtStart),
  };
}

/** The zone people see on this computer's own clock. The process itself runs in UTC, so it is asked for with that taken away. */
function machineZone(zoneAtStart: string | undefined): string | null {
  const own = process.env['TZ'];
  if (zoneAtStart === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zoneAtStart;
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  process.env['TZ'] = own;
  return zone === 'Etc/Unknown' ? null : zone;
}
