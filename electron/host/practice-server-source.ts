import type { DomainError } from '#shared/domain/errors.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { PracticeCallback } from './practice-callback.ts';
import { type PracticeServer, type PracticeServerOptions, startPracticeServer } from './start-practice-server.ts';

/** The host's practice platform: started when it is first asked for, started again when it has ended by itself. */
export interface PracticeServerSource {
  /** @throws {DomainError} `platformUnreachable` when it does not start, or after closing. */
  running(): Promise<PracticeServer>;
  /** Ends it when it runs; afterwards nothing is started any more. */
  close(): Promise<void>;
}

/** Starts nothing yet. @param callback - where the platform posts its webhooks, asked at each start; `null` = nowhere. */
export function createPracticeServerSource(
  options: Omit<PracticeServerOptions, 'callback'>,
  callback: () => Promise<PracticeCallback> | null = () => null,
): PracticeServerSource {
  let current: Promise<PracticeServer> | null = null;
  let closed = false;

  const startHeard = async (): Promise<PracticeServer> => {
    const heardAt = await callback();
    return startPracticeServer(heardAt === null ? options : { ...options, callback: heardAt });
  };
  const start = (): Promise<PracticeServer> => {
    const starting = startHeard();
    const forget = (): void => {
      if (current === starting) current = null;
    };
    starting.then((server) => server.ended).then(forget, forget);
    return starting;
  };
  return {
    async running() {
      if (!closed) current ??= start();
      if (current === null) throw notAnyMore();
      return current;
    },
    async close() {
      closed = true;
      const last = current;
      current = null;
      await last?.then((server) => server.stop()).catch(() => undefined); // it never ran; its caller was told why
    },
  };
}

function notAnyMore(): DomainError {
  return refuse('practiceStopped', {}, { where: 'practice platform' });
}
