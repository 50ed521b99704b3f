import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type UtilityProcess, utilityProcess } from 'electron';
import { makeFolder } from '#host/make-folder.ts';
import type { PracticeCallback } from '#host/practice-callback.ts';
import type { DomainError } from '#shared/domain/errors.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { type PracticeAddress, practiceAddressSchema } from './engine/engine-messages.ts';
import { engineEnvironment } from './engine-environment.ts';
import { systemPause } from './system-pause.ts';

const ENTRY = fileURLToPath(new URL('./practice/practice-entry.ts', import.meta.url));
/** Longest wait for its first line, in ms: seeding its world takes a while. */
const START_WITHIN_MS = 60_000;

/** The practice platform of the desktop app, a process of its own beside the engine's (DESIGN 8). */
export interface PracticeProcess {
  /**
   * Where it answers; it is started when it does not run, and again when it tells somebody who is gone: an engine that came back
   * after a crash hears at another place.
   *
   * @param callback - where it posts its webhooks; `null` = nowhere.
   * @throws {DomainError} `platformUnreachable`.
   */
  readonly running: (callback: PracticeCallback | null) => Promise<PracticeAddress>;
  /** Ends it; afterwards none is started. */
  readonly stop: () => void;
}

interface Running {
  readonly child: UtilityProcess;
  readonly callback: PracticeCallback | null;
  readonly address: Promise<PracticeAddress>;
}

/**
 * Starts nothing yet.
 *
 * @param folder - the data folder; the platform keeps its own file in `practice/` of it.
 * @param ended - told when it ended by itself.
 */
export function createPracticeProcess(folder: string, ended: () => void): PracticeProcess {
  let current: Running | null = null;
  let isClosed = false;
  const start = (callback: PracticeCallback | null): Running => {
    const home = join(folder, 'practice');
    makeFolder(home);
    const told = callback === null ? [] : ['--webhooks', callback.url];
    const secret = callback === null ? {} : { SUNDIAL_PRACTICE_WEBHOOK_SECRET: callback.secret };
    const child = utilityProcess.fork(ENTRY, ['--file', join(home, 'practice.db'), ...told], {
      serviceName: 'Sundial practice platform',
      env: { ...engineEnvironment(process.env), ...secret },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.once('exit', () => {
      if (current?.child !== child) return;
      current = null;
      ended();
    });
    return { child, callback, address: addressOf(child) };
  };
  return {
    running: async (callback) => {
      if (isClosed) throw unreachable('it was stopped');
      if (current !== null && callback !== null && current.callback?.url !== callback.url) {
        const { child } = current;
        const gone = new Promise((resolve) => child.once('exit', resolve));
        current = null;
        child.kill();
        await gone; // two at once on one file would see each other's half
      }
      current ??= start(callback);
      return current.address;
    },
    stop: () => {
      isClosed = true;
      current?.child.kill();
      current = null;
    },
  };
}

/** The account it plays, from the first line that it prints. */
async function addressOf(child: UtilityProcess): Promise<PracticeAddress> {
  const waiting = new AbortController();
  const tooLate = systemPause(START_WITHIN_MS, waiting.signal).then(() => null);
  const line = await Promise.race([firstLine(child), tooLate]);
  waiting.abort('answered');
  if (line === null) {
    child.kill();
    throw unreachable('it ended or stayed silent');
  }
  const { url, pageId, accessToken } = practiceAddressSchema.strip().parse(JSON.parse(line));
  return { url, pageId, accessToken };
}

function firstLine(child: UtilityProcess): Promise<string | null> {
  return new Promise((resolve) => {
    let text = '';
    child.once('exit', () => resolve(null));
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
  });
}

function unreachable(why: string): DomainError {
  return refuse('practiceNotStarted', {}, { where: 'practice platform', terminal: `: ${why}.` });
}
