import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'undici';
import { Dispatcher } from '#engine/dispatcher/dispatcher.ts';
import { openUndiciHttpPort } from '#host/undici-http-port.ts';
import { type RunningPractice, startPractice } from '#practice/server/start-practice.ts';
import { DAY, MINUTE } from '#shared/time/duration.ts';
import { linesOf } from './program.ts';
import { openProofWorkspace, type ProofPlatform } from './proof-workspace.ts';
import { createScaledTime, type ScaledTime } from './scaled-time.ts';
import { compareWithLedger, type Verdict } from './verdict.ts';

/** Every way in which an answer is lost, as an entry of a faults file (issue 2, `--faults`). */
export const LOST_WAYS = {
  resetBefore: { do: 'resetBefore' },
  resetAfter: { do: 'resetAfter' },
  cutBody: { do: 'cutBody' },
  html: { do: 'html' },
  htmlAfterAccept: { do: 'html', accept: true },
  redirect: { do: 'redirect', status: 307 },
  redirectAfterAccept: { do: 'redirect', accept: true },
  status500: { do: 'status', status: 500 },
  status500AfterAccept: { do: 'status', status: 500, accept: true },
  error1: { do: 'error', code: 1 },
  error1AfterAccept: { do: 'error', code: 1, subcode: 1_357_046, accept: true },
  error2: { do: 'error', code: 2 },
  error2AfterAccept: { do: 'error', code: 2, accept: true },
  error4: { do: 'error', code: 4 },
  error613: { do: 'error', code: 613 },
  delay: { do: 'delay', ms: 90_000 },
} as const satisfies Readonly<Record<string, object>>;
/** See {@link LOST_WAYS}. */
export type LostWay = keyof typeof LOST_WAYS;

/** Size of the proof. */
export interface LostAnswersOptions {
  /** An empty folder. */
  readonly folder: string;
  readonly ways: readonly LostWay[];
  /** How many answers are lost in each way. */
  readonly each: number;
  readonly seed: number;
}

/** How it ended. */
export interface LostAnswersFigures extends Verdict {
  /** Answers that were lost, by way. */
  readonly lostAnswers: Readonly<Record<string, number>>;
  readonly planned: number;
  /** Deliveries settled by reading their token: proven sent, and proven unsent. */
  readonly provenSent: number;
  readonly provenUnsent: number;
  readonly seconds: number;
}

/** Time runs this many times as fast: a breaker's pause of 30 s takes 0.15 s, a settlement of 5 minutes 1.5 s. */
const SPEED = 200;
/** One send in so many loses its answer, so that neither breaker nor throttling is all there is. */
const SPACING = 4;

/**
 * Sends a campaign over real sockets to a practice platform that loses answers in given ways, with the deadlines and settlement times
 * of a real account, and compares its ledger with the workspace (RELIABILITY T6).
 */
export async function proveLostAnswers(options: LostAnswersOptions): Promise<LostAnswersFigures> {
  const startedAt = performance.now();
  const time = createScaledTime(SPEED);
  const faults = faultsOf(options);
  const faultsPath = join(options.folder, 'faults.json');
  writeFileSync(faultsPath, JSON.stringify(faults));
  const recipients = Math.ceil(faults.length * SPACING * 1.3) + 40;
  const practice = await startPractice(
    { file: join(options.folder, 'practice.db'), recipients, seed: options.seed, faults: faultsPath, lenient: true },
    time.runtime,
  );
  const http = time.scale(openUndiciHttpPort());
  try {
    const platform = await platformOf(practice);
    const workspace = await openProofWorkspace(join(options.folder, 'workspace'), platform, {
      clock: time.clock,
      http,
      pace: 2,
    });
    const dispatcher = new Dispatcher(workspace.parts, { postTimeoutMsOf: () => MINUTE, settleMsOf: () => 5 * MINUTE });
    await dispatcher.start();
    await untilDone(dispatcher, time);
    await dispatcher.stop();
    const settled = settledOf(workspace.db);
    workspace.close();
    const ledger = await linesAt(`${practice.url}/practice/ledger`);
    const verdict = compareWithLedger(
      workspace.folder,
      ledger.map(({ token }) => String(token)),
      workspace.planned,
    );
    return {
      ...verdict,
      ...settled,
      planned: workspace.planned.size,
      lostAnswers: struckOf(options.ways, faults, practice.faultsStruck()),
      seconds: Math.round((performance.now() - startedAt) / 1_000),
    };
  } finally {
    await http.close();
    await practice.stop();
  }
}

/** Idle means that nothing can be done within seconds; throttled and broken accounts go on later. */
async function untilDone(dispatcher: Dispatcher, { clock }: ScaledTime): Promise<void> {
  const { signal } = new AbortController();
  for (;;) {
    const report = await dispatcher.whenIdle(signal);
    if (report === null || report.nextDueAt === null) return;
    await clock.sleep(report.nextDueAt - clock.now(), signal);
  }
}

interface ProofFault {
  readonly on: 'send';
  readonly nth: number;
  readonly way: LostWay;
}

function faultsOf({ ways, each }: LostAnswersOptions): readonly Omit<ProofFault, 'way'>[] {
  return Array.from({ length: ways.length * each }, (_, index) => {
    const way = ways[index % ways.length] ?? 'resetAfter';
    return { on: 'send', nth: 2 + index * SPACING, ...LOST_WAYS[way] };
  });
}

function struckOf(
  ways: readonly LostWay[],
  faults: readonly object[],
  struck: readonly number[],
): Readonly<Record<string, number>> {
  const counts = Object.fromEntries(ways.map((way) => [way, 0])) as Record<string, number>; // every way is a key
  for (const index of faults.keys()) {
    const way = ways[index % ways.length] ?? '';
    counts[way] = (counts[way] ?? 0) + (struck[index] ?? 0);
  }
  return counts;
}

/** Tokens the platform takes a message for; the others would only end as refused. */
async function platformOf(practice: RunningPractice): Promise<ProofPlatform> {
  const [account] = practice.accounts;
  if (account === undefined) throw new Error('A practice platform without an account.');
  const tokens = await linesAt(`${practice.url}/practice/tokens`);
  const usable = tokens.filter(({ state, lastAcceptedAt, frequency }) => {
    const acceptedAt = typeof lastAcceptedAt === 'string' ? Date.parse(lastAcceptedAt) : Number.NEGATIVE_INFINITY;
    return state === 'active' && frequency === null && Date.now() - acceptedAt > 2 * DAY;
  });
  return {
    url: practice.url,
    pageId: account.pageId,
    accessToken: account.accessToken,
    tokens: usable.map(({ token, recipient }) => ({ token: String(token), recipient: String(recipient) })),
  };
}

async function linesAt(url: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { body } = await request(url);
  return linesOf(await body.text());
}

function settledOf(db: {
  prepare(text: string): { pluck(): { get(): unknown } };
}): Pick<LostAnswersFigures, 'provenSent' | 'provenUnsent'> {
  const count = (text: string): number => Number(db.prepare(`SELECT count(*) FROM ${text}`).pluck().get());
  return {
    provenSent: count(`delivery WHERE reason = 'provenByReadBack'`),
    provenUnsent: count(`read_back WHERE verdict = 'notSent'`),
  };
}
