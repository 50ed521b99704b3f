import type { HttpPort, Logger } from '#engine/ports.ts';
import type { HostLogger } from '#host/logger.ts';

/** A part of the host that has to be given back. */
export interface Closing {
  readonly close: () => Promise<void>;
}

/** The network, opened at the first request: most commands make none, and start sooner without it. */
export function httpWhenNeeded(load: () => Promise<HttpPort>): HttpPort {
  let loaded: Promise<HttpPort> | null = null;
  return {
    request: async (request) => {
      loaded ??= load();
      return (await loaded).request(request);
    },
    close: async () => {
      await (await loaded)?.close();
    },
  };
}

/** The log, opened at its first line, for the same reason. Lines come out in the order they were written. */
export function logWhenNeeded(load: () => Promise<HostLogger>): Logger & Closing {
  let loaded: Promise<HostLogger> | null = null;
  let last: Promise<void> = Promise.resolve();
  const line =
    (level: 'info' | 'warn' | 'error'): Logger['info'] =>
    (event, facts = {}) => {
      loaded ??= load();
      const opened = loaded;
      last = last.then(async () => (await opened)[level](event, facts));
    };
  return {
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    close: async () => {
      await last;
      (await loaded)?.close();
    },
  };
}
