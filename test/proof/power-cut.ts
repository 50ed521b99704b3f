import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { Dispatcher } from '#engine/dispatcher/dispatcher.ts';
import type { HttpPort, Random } from '#engine/ports.ts';
import { createVirtualClock } from '#engine/rehearsal/virtual-clock.ts';
import { createSeededRandom } from '#host/rehearsal-random.ts';
import { createPractice } from '#practice/practice.ts';
import { DAY } from '#shared/time/duration.ts';
import { addMs, epochMs } from '#shared/time/instant.ts';
import { databasePathOf, openProofWorkspace } from './proof-workspace.ts';

/** Size of the proof. */
export interface PowerCutOptions {
  /** An empty folder. */
  readonly folder: string;
  readonly recipients: number;
  /** Cuts at random bytes, besides one at every edge of a frame. */
  readonly randomCuts: number;
  /** Most edges tried; they are then spread evenly. */
  readonly mostEdges: number;
  readonly seed: number;
  /** Counts the log's length when the answer comes instead of when the POST leaves: a bug put in on purpose, which must be seen. */
  readonly isBlind?: boolean;
}

/** How it ended. */
export interface PowerCutFigures {
  readonly posts: number;
  readonly cuts: number;
  /** Cuts that fell between a claim and what its POST brought back: the dangerous moment. */
  readonly cutsInFlight: number;
  /** Tokens that had been posted to and were due again after a cut; empty = none. */
  readonly dueAgain: readonly string[];
  /** Damage SQLite found after a cut; empty = none. */
  readonly damage: readonly string[];
  readonly seconds: number;
}

/** Bytes of a log's header and of each frame's header (SQLite file format, section 4.1). */
const LOG_HEADER = 32;
const FRAME_HEADER = 24;

interface Post {
  readonly token: string;
  /** Length of the log when the POST left; everything before it has been flushed. */
  readonly logBytes: number;
}

/**
 * Cuts the power at every moment of a running campaign: the write-ahead log is cut at any byte that may have been lost, the database
 * opened again, and every message whose POST had left must still be known as such (RELIABILITY T3).
 */
export async function provePowerCuts(options: PowerCutOptions): Promise<PowerCutFigures> {
  const startedAt = performance.now();
  const random = createSeededRandom(options.seed);
  const run = await sendAll(options);
  const found = { dueAgain: new Set<string>(), damage: new Set<string>(), inFlight: 0 };
  const cuts = cutsOf(run.log.length, run.pageBytes, options, random);
  for (const cut of cuts) tryCut(options.folder, run, cut, { found, random });
  return {
    posts: run.posts.length,
    cuts: cuts.length,
    cutsInFlight: found.inFlight,
    dueAgain: [...found.dueAgain],
    damage: [...found.damage],
    seconds: Math.round((performance.now() - startedAt) / 1_000),
  };
}

interface Run {
  readonly posts: readonly Post[];
  readonly databasePath: string;
  readonly log: Buffer;
  readonly pageBytes: number;
}

/** Sends a campaign on virtual time and keeps the whole log: nothing is moved into the database meanwhile. */
async function sendAll(options: PowerCutOptions): Promise<Run> {
  const clock = createVirtualClock({
    from: epochMs(1_795_000_000_000),
    settle: () => setImmediate(),
    asleepUntil: () => null,
  });
  const practice = createPractice({ file: ':memory:', now: () => clock.now(), recipients: 0, seed: 3 });
  const [page] = practice.accounts('http://127.0.0.1');
  if (page === undefined) throw new Error('A practice platform without a Page.');
  const tokens = Array.from({ length: options.recipients }, (_, index) => ({
    token: `61${index}`,
    recipient: `70${index}`,
  }));
  practice.loadTokens(tokens);
  const folder = join(options.folder, 'workspace');
  mkdirSync(folder);
  const databasePath = databasePathOf(folder);
  const posts: Post[] = [];
  const http: HttpPort = {
    request: async ({ method, path, headers, body }) => {
      const logBytes = statSync(`${databasePath}-wal`).size;
      const token = /"notification_messages_token":"(\d+)"/.exec(body ?? '')?.[1];
      await clock.sleep(40, new AbortController().signal);
      const known = options.isBlind === true ? 0 : logBytes;
      if (method === 'POST' && token !== undefined) posts.push({ token, logBytes: known });
      return {
        kind: 'answer',
        ...practice.handle({ method, path, headers: { ...headers, host: '127.0.0.1' }, body: body ?? '' }),
      };
    },
    close: async () => undefined,
  };
  const platform = { url: page.url, pageId: page.pageId, accessToken: page.accessToken, tokens };
  const workspace = await openProofWorkspace(folder, platform, { clock, http, pace: 20 });
  // The plan goes into the database, so that the log holds nothing but sending.
  workspace.db.pragma('wal_checkpoint(TRUNCATE)');
  workspace.db.pragma('wal_autocheckpoint = 0');
  const dispatcher = new Dispatcher(workspace.parts);
  await dispatcher.start();
  const open = workspace.db
    .prepare(`SELECT count(*) FROM delivery WHERE state IN ('scheduled', 'sending', 'uncertain')`)
    .pluck();
  await clock.run({ done: () => open.get() === 0, until: addMs(clock.now(), DAY) });
  const kept = join(options.folder, 'kept.db');
  copyFileSync(databasePath, kept);
  const log = readFileSync(`${databasePath}-wal`);
  const pageBytes = Number(workspace.db.pragma('page_size', { simple: true }));
  const stopping = dispatcher.stop();
  await clock.run({ done: () => false, until: addMs(clock.now(), DAY) });
  await stopping;
  workspace.close();
  practice.close();
  return { posts, databasePath: kept, log, pageBytes };
}

/** Where the log is cut: at edges of frames, and at random bytes. */
function cutsOf(logBytes: number, pageBytes: number, options: PowerCutOptions, random: Random): readonly number[] {
  const frame = FRAME_HEADER + pageBytes;
  const edges = Array.from(
    { length: Math.floor((logBytes - LOG_HEADER) / frame) + 1 },
    (_, nth) => LOG_HEADER + nth * frame,
  );
  const step = Math.max(1, Math.ceil(edges.length / options.mostEdges));
  const bytes = Array.from({ length: options.randomCuts }, () => Math.floor(random.next() * logBytes));
  return [...edges.filter((_, nth) => nth % step === 0), ...bytes];
}

function tryCut(
  folder: string,
  { posts, databasePath, log }: Run,
  cut: number,
  into: {
    readonly found: { readonly dueAgain: Set<string>; readonly damage: Set<string>; inFlight: number };
    readonly random: Random;
  },
): void {
  const path = join(folder, 'cut.db');
  copyFileSync(databasePath, path);
  // What had not reached the disk is gone, or half of it is something else.
  const garbage = into.random.next() < 0.5 ? Buffer.from(into.random.hex(64), 'hex') : Buffer.alloc(0);
  writeFileSync(`${path}-wal`, Buffer.concat([log.subarray(0, cut), garbage]));
  const db = new Database(path);
  try {
    const due = new Set(
      db
        .prepare(
          `SELECT t.token FROM delivery d JOIN notification_token t ON t.id = d.token_id WHERE d.state = 'scheduled'`,
        )
        .pluck()
        .all() as string[], // one text column
    );
    // Everything that had been flushed when a POST left is there; a POST that left later than the cut is in another story.
    const before = posts.filter(({ logBytes }) => logBytes <= cut);
    for (const { token } of before) if (due.has(token)) into.found.dueAgain.add(`${token} after a cut at byte ${cut}`);
    const sending = Number(db.prepare(`SELECT count(*) FROM delivery WHERE state = 'sending'`).pluck().get());
    if (sending > 0) into.found.inFlight += 1;
    const check = String(db.pragma('quick_check', { simple: true }));
    if (check !== 'ok') into.found.damage.add(check);
  } finally {
    db.close();
    for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
  }
}
