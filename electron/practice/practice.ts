import { type EpochMs, epochMs } from '#shared/time/instant.ts';
import { accountOf, type PracticeAccount } from './calls/control-views.ts';
import { createPlatform } from './create-platform.ts';
import type { PracticeAnswer, PracticeRequest } from './http-message.ts';
import { type LoadedToken, loadTokens } from './load-tokens.ts';
import { createPerformGroup, type GroupOutputs, type Performed } from './perform-group.ts';
import { askedShape, type PracticeOptions } from './practice-options.ts';
import { type ReadCall, readCall } from './read-call.ts';
import type { LedgerEntry } from './records/message-records.ts';
import { openPlatformFile, type PlatformFile } from './records/platform-file.ts';
import { messageIdOf, messageNumber } from './world/platform-ids.ts';
import type { PracticeApp } from './world/practice-page.ts';
import { seedWorld } from './world/seed-world.ts';
import { wholeShape } from './world/world-shape.ts';

/** A practice platform in this process. Synchronous; the same calls at the same instants give the same answers. */
export type Practice = {
  readonly app: PracticeApp;
  /** Answers one request; what it accepted is committed when this returns. */
  handle(request: PracticeRequest): PracticeAnswer;
  /** First half of {@link Practice.handle}: reads a request without acting on it. */
  read(request: PracticeRequest): ReadCall;
  /** Second half, for many calls at once: one transaction, one commit, answers in order. */
  perform(calls: readonly ReadCall[]): Performed;
  /** The accounts, one per Page; `url` stands in each as given. */
  accounts(url: string): readonly PracticeAccount[];
  /** Adds people and tokens to the world in one transaction. */
  loadTokens(rows: Iterable<LoadedToken>): void;
  /** Accepted messages, oldest first; only those after the one with this message id when it is given. */
  ledger(afterMessageId?: string): Iterable<LedgerEntry>;
  /** The platform's present instant, its offset included. */
  now(): EpochMs;
  close(): void;
};

/**
 * Makes a practice platform on a file of its own.
 *
 * @throws {DomainError} `fileRefused` for a file that is no practice platform's, `invalidInput` for options out of range
 * or a world that is not the file's.
 */
export function createPractice(options: PracticeOptions): Practice {
  const asked = askedShape(options);
  const database = openPlatformFile(options.file, (fresh) => seedWorld(fresh, wholeShape(asked), options.now()));
  try {
    return practiceOn(database, options);
  } catch (error) {
    database.close();
    throw error;
  }
}

function practiceOn(database: PlatformFile, options: PracticeOptions): Practice {
  const outputs: GroupOutputs = { accepted: [], events: [] };
  const platform = createPlatform(database, options, askedShape(options), {
    accepted: (entry) => void outputs.accepted.push(entry),
    emit: (event) => void outputs.events.push(event),
  });
  const now = (): EpochMs => epochMs(options.now() + platform.clock.offsetMs);
  const perform = createPerformGroup(database, platform, now, { outputs, emit: options.onEvent ?? (() => {}) });
  const { seed } = platform.shape;
  return {
    app: platform.app,
    handle: (request) => onlyAnswer(perform([readCall(request)])),
    read: readCall,
    perform,
    accounts: (url) => platform.pages.map((page) => accountOf(platform, page, url)),
    loadTokens: (rows) => database.transaction(() => loadTokens(platform, rows, now()))(),
    ledger: (after) => {
      const from = after === undefined ? 0 : (messageNumber(seed, after) ?? 0);
      return platform.messages.ledgerAfter(from, (message) => messageIdOf(seed, message));
    },
    now,
    close: () => void database.close(),
  };
}

function onlyAnswer({ answers }: Performed): PracticeAnswer {
  const [first] = answers;
  if (first === undefined) throw new RangeError('A group of one call has one answer.');
  return first;
}
